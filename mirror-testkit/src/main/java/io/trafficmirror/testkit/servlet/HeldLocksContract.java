// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.servlet;

import static io.trafficmirror.testkit.servlet.Scenarios.say;

import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.Scenario;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.CharBuffer;
import org.junit.jupiter.api.Test;

/**
 * No monitor is held around what may wait for the client: on JDK 21 to 23 it would pin a virtual thread. A filter in front looks at
 * each read and write from beneath. Scenario a134.
 */
interface HeldLocksContract extends Scenarios {
    @Test
    @Scenario("a134")
    default void no_lock_is_held_while_the_container_reads() throws Exception {
        for (FirstRead way : FirstRead.values()) {
            run().begin();
            int[] most = new int[1];
            when((request, response) -> {
                        way.of(request);
                        way.rest(request);
                    })
                    .before((request, response, chain) -> {
                        int before = held();
                        most[0] = before;
                        chain.doFilter(new WatchedRequest(request, most), response);
                        say(response, way, most[0] - before);
                    })
                    .gets(Raw.post("/s/x", "first\nsecond\r\nthird", "Content-Type: text/plain;charset=UTF-8"))
                    .answers(way + "\n0");
        }
    }

    @Test
    @Scenario("a134")
    default void no_lock_is_held_while_the_container_writes() throws Exception {
        int[] most = new int[1];
        String[] ways = {"stream", "writer"};
        for (String way : ways) {
            run().begin();
            when((request, response) -> {
                        if (way.equals("stream")) {
                            ServletOutputStream out = response.getOutputStream();
                            out.write('a');
                            out.write(new byte[2]);
                            out.print("b");
                            out.println("c");
                            out.flush();
                        } else {
                            PrintWriter out = response.getWriter();
                            out.write('a');
                            out.print("b");
                            out.println("c");
                            out.format("%d", 1);
                            out.append("d").flush();
                        }
                    })
                    .before((request, response, chain) -> {
                        int before = held();
                        most[0] = before;
                        chain.doFilter(request, new WatchedResponse(response, most));
                        say(response, way, most[0] - before);
                    })
                    .gets(Raw.get("/s/x"))
                    .answers(way + "\n0");
        }
    }

    /** Monitors that the current thread holds. */
    static int held() {
        long[] own = {Thread.currentThread().getId()};
        return ManagementFactory.getThreadMXBean()
                .getThreadInfo(own, true, false)[0]
                .getLockedMonitors()
                .length;
    }

    /** A request that notes the most monitors that were held while its body was read. */
    final class WatchedRequest extends HttpServletRequestWrapper {
        private final int[] most;

        /** Undertow's reader reads what {@link #getInputStream} gives, under the locks of the JDK's readers. */
        private boolean openingReader;

        WatchedRequest(HttpServletRequest request, int[] most) {
            super(request);
            this.most = most;
        }

        private void look() {
            most[0] = Math.max(most[0], held());
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            ServletInputStream in = super.getInputStream();
            if (openingReader) {
                return in;
            }
            return new ServletInputStream() {
                @Override
                public int read() throws IOException {
                    look();
                    return in.read();
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    look();
                    return in.read(bytes, offset, length);
                }

                @Override
                public boolean isFinished() {
                    return in.isFinished();
                }

                @Override
                public boolean isReady() {
                    return in.isReady();
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    in.setReadListener(listener);
                }
            };
        }

        @Override
        public BufferedReader getReader() throws IOException {
            openingReader = true;
            BufferedReader in = super.getReader();
            openingReader = false;
            return new BufferedReader(in) {
                @Override
                public int read() throws IOException {
                    look();
                    return in.read();
                }

                @Override
                public int read(char[] chars) throws IOException {
                    look();
                    return in.read(chars);
                }

                @Override
                public int read(char[] chars, int offset, int length) throws IOException {
                    look();
                    return in.read(chars, offset, length);
                }

                @Override
                public int read(CharBuffer chars) throws IOException {
                    look();
                    return in.read(chars);
                }

                @Override
                public String readLine() throws IOException {
                    look();
                    return in.readLine();
                }

                @Override
                public long skip(long n) throws IOException {
                    look();
                    return in.skip(n);
                }

                @Override
                public boolean ready() throws IOException {
                    look();
                    return in.ready();
                }

                @Override
                public void mark(int limit) throws IOException {
                    in.mark(limit);
                }

                @Override
                public void reset() throws IOException {
                    in.reset();
                }
            };
        }
    }

    /** A response that notes the most monitors that were held while its body was written, and throws that body away. */
    final class WatchedResponse extends HttpServletResponseWrapper {
        private final int[] most;

        WatchedResponse(HttpServletResponse response, int[] most) {
            super(response);
            this.most = most;
        }

        private void look() {
            most[0] = Math.max(most[0], held());
        }

        @Override
        public ServletOutputStream getOutputStream() {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            return new ServletOutputStream() {
                @Override
                public void write(int b) {
                    look();
                    out.write(b);
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setWriteListener(WriteListener listener) {}
            };
        }

        @Override
        public PrintWriter getWriter() {
            return new PrintWriter(Writer.nullWriter()) {
                @Override
                public void write(int c) {
                    look();
                }

                @Override
                public void write(char[] chars, int offset, int length) {
                    look();
                }

                @Override
                public void write(String text, int offset, int length) {
                    look();
                }

                @Override
                public void println() {
                    look();
                }

                @Override
                public void println(String text) {
                    look();
                }

                @Override
                public PrintWriter format(String format, Object... args) {
                    look();
                    return this;
                }

                @Override
                public void flush() {
                    look();
                }
            };
        }
    }
}
