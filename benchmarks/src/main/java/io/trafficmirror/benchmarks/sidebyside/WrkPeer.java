// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import io.trafficmirror.benchmarks.load.Load;
import io.trafficmirror.benchmarks.nginx.Nginx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** One variant with {@code wrk} as its client and nginx as its shadow; each a process of its own. Confined to one thread. */
final class WrkPeer implements Peer, AutoCloseable {
    private static final int LOOKS = 80;
    private static final String RESPONSE_BYTES = "100";

    private final Nginx shadow;
    private final Child app;
    private final Wrk wrk;

    /** How often the shadow was asked for its count. */
    private int asked;

    WrkPeer(Variant variant, Wrk wrk) throws IOException {
        this.wrk = wrk;
        shadow = new Nginx("1", """
            client_max_body_size 16m;
            server {
              listen 127.0.0.1:PORT;
              location / { return 204; }
              location = /count { stub_status; }
            }
            """);
        List<String> arguments = new ArrayList<>(variant.appArguments());
        arguments.addAll(List.of("--bytes", RESPONSE_BYTES, "--shadow", "http://127.0.0.1:" + shadow.port()));
        app = Child.start(App.class, List.of("-Xmx1g"), arguments.toArray(new String[0]));
    }

    @Override
    public int port() {
        return app.port();
    }

    @Override
    public boolean isAlive() {
        return app.isAlive();
    }

    @Override
    public Load.Result drive(Load load, Load.Window window) throws IOException {
        return wrk.run(load, window);
    }

    /** Requests that nginx has had, without those that ask for their number. */
    @Override
    public double delivered() {
        asked++;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), shadow.port())) {
            socket.getOutputStream().write("GET /count HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            return in.lines()
                    .map(String::strip)
                    .filter(line -> line.matches("\\d+ \\d+ \\d+"))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))) - asked)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    @Override
    public Map<String, Double> usage() {
        Map<String, Double> figures = app.ask("usage");
        if (!figures.isEmpty()) {
            figures.put("proxyNanos", 0.0);
            figures.put("rss", app.rssBytes());
            figures.put("sockets", app.sockets());
        }
        return figures;
    }

    /** Waits, eight seconds at most, until application and shadow have come to rest. */
    @Override
    public void settle() {
        long last = app.cpuMillis() + shadow.cpuNanos() / 1_000_000;
        int still = 0;
        for (int i = 0; i < LOOKS && still < 2; i++) {
            LockSupport.parkNanos(100_000_000);
            long now = app.cpuMillis() + shadow.cpuNanos() / 1_000_000;
            still = now - last <= 10 ? still + 1 : 0;
            last = now;
        }
    }

    @Override
    public void close() throws IOException {
        app.close();
        shadow.close();
    }
}
