// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class LoadTest {
    @Test
    void a_stall_counts_for_every_request_that_it_held_up() throws IOException {
        try (ServerSocket server = serve(3)) {
            Load.Result result = new Load(server.getLocalPort(), Request.GET, 1, 100, 0, 1).run();
            assertThat(result.answered()).isLessThanOrEqualTo(3);
            assertThat(result.errors()).isEqualTo(1);
            assertThat(result.unsent()).isBetween(96L, 99L);
            assertThat(result.micros().getTotalCount()).isEqualTo(100);
            assertThat(result.micros().getValueAtPercentile(50)).isGreaterThan(1_000_000);
        }
    }

    @Test
    void a_lead_is_not_counted() throws IOException {
        try (ServerSocket server = serve(Integer.MAX_VALUE)) {
            Load.Result result = new Load(server.getLocalPort(), Request.GET, 2, 200, 0.3, 0.2).run();
            assertThat(result.errors()).isZero();
            assertThat(result.micros().getTotalCount()).isEqualTo(40);
        }
    }

    @Test
    void who_watches_is_told_when_the_window_opens_when_half_of_it_is_over_and_when_it_shuts() throws IOException {
        List<String> told = new CopyOnWriteArrayList<>();
        try (ServerSocket server = serve(Integer.MAX_VALUE)) {
            new Load(server.getLocalPort(), Request.GET, 2, 200, 0.1, 0.2).run(new Load.Window() {
                @Override
                public void opens() {
                    told.add("opens");
                }

                @Override
                public void middle() {
                    told.add("middle");
                }

                @Override
                public void shuts() {
                    told.add("shuts");
                }
            });
        }
        assertThat(told).containsExactly("opens", "middle", "shuts");
    }

    /** Answers so many requests of each connection, then reads on and says nothing. */
    private static ServerSocket serve(int answers) throws IOException {
        ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread acceptor = new Thread(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    Thread worker = new Thread(() -> answer(socket, answers));
                    worker.setDaemon(true);
                    worker.start();
                } catch (IOException e) {
                    return;
                }
            }
        });
        acceptor.setDaemon(true);
        acceptor.start();
        return server;
    }

    private static void answer(Socket socket, int answers) {
        try (socket) {
            InputStream in = socket.getInputStream();
            int left = answers;
            int matched = 0;
            for (int b = in.read(); b >= 0; b = in.read()) {
                matched = b == "\r\n\r\n".charAt(matched) ? matched + 1 : b == '\r' ? 1 : 0;
                if (matched == 4) {
                    matched = 0;
                    if (left-- > 0) {
                        socket.getOutputStream()
                                .write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    }
                }
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }
}
