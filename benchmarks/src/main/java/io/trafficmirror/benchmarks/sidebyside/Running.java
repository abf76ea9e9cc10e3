// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import io.trafficmirror.benchmarks.nginx.Nginx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One variant up and running: application, shadow, and nginx where the variant has one; each a process of its own. Confined to one thread. */
final class Running implements Peer, AutoCloseable {
    private static final int LOOKS = 80;
    private static final int PATIENCE_MILLIS = 2_000;

    private final Child shadow;
    private final Child app;
    private final @Nullable Nginx nginx;
    private Runnable middle = () -> {};

    Running(Variant variant, String mood) throws IOException {
        shadow = Child.start(CheapShadow.class, List.of("-Xmx256m", "-XX:+UseSerialGC"), "--mood", mood);
        List<String> arguments = new ArrayList<>(variant.appArguments());
        arguments.addAll(List.of("--shadow", "http://127.0.0.1:" + shadow.port()));
        app = Child.start(
                App.class, List.of("-Xmx1g", "-XX:+ExitOnOutOfMemoryError"), arguments.toArray(new String[0]));
        nginx = variant.hasNginx()
                ? new Nginx("auto", proxy(app.port(), shadow.port(), variant == Variant.NGINX_MIRROR))
                : null;
    }

    /**
     * As its manual has it, with what everybody adds: a worker for each processor, and kept connections on both sides; and with room in memory for
     * bodies: from a file it sends them in pieces that wait 40 ms for each other.
     */
    private static String proxy(int app, int shadow, boolean mirrors) {
        return """
            client_max_body_size 16m;
            client_body_buffer_size 2m;
            upstream app { server 127.0.0.1:APP; keepalive 64; keepalive_requests 1000000; }
            upstream shadow { server 127.0.0.1:SHADOW; keepalive 64; keepalive_requests 1000000; }
            server {
              listen 127.0.0.1:PORT;
              proxy_http_version 1.1;
              proxy_set_header Connection "";
              proxy_set_header Host $host;
              location / {
                MIRROR
                proxy_pass http://app;
              }
              location = /shadow {
                internal;
                proxy_pass http://shadow$request_uri;
              }
            }
            """.replace("APP", Integer.toString(app))
                .replace("SHADOW", Integer.toString(shadow))
                .replace("MIRROR", mirrors ? "mirror /shadow; mirror_request_body on;" : "");
    }

    @Override
    public int port() {
        return nginx == null ? app.port() : nginx.port();
    }

    @Override
    public boolean isAlive() {
        return app.isAlive() && shadow.isAlive();
    }

    /** Whether a new client would get a response: one whose connections are used up lives, and serves nobody. */
    boolean serves() {
        try (Socket client = new Socket()) {
            client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), PATIENCE_MILLIS);
            client.setSoTimeout(PATIENCE_MILLIS);
            client.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return client.getInputStream().read() >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    void mood(String mood) {
        shadow.ask("mood " + mood);
    }

    @Override
    public double delivered() {
        return shadow.ask("usage").getOrDefault("requests", Double.NaN);
    }

    /** What the application's process has used; nginx's CPU is {@code proxyNanos}. Empty if the process has died. */
    @Override
    public Map<String, Double> usage() {
        Map<String, Double> figures = app.ask("usage");
        if (!figures.isEmpty()) {
            figures.put("proxyNanos", nginx == null ? 0 : (double) nginx.cpuNanos());
            figures.put("rss", app.rssBytes());
            figures.put("sockets", app.sockets());
        }
        return figures;
    }

    /** The application's evidence goes there from now on; {@code off}: nowhere. */
    void sink(String broker) {
        app.ask("sink " + broker);
    }

    /** Records of evidence that brokers have stored so far; not a number if the process has died. */
    double acked() {
        return app.ask("usage").getOrDefault("sinkAcked", Double.NaN);
    }

    /** What happens in the middle of each window from now on. */
    void inTheMiddle(Runnable what) {
        middle = what;
    }

    @Override
    public void middle() {
        middle.run();
    }

    /** What the application's process holds after a full collection. */
    Map<String, Double> live() {
        Map<String, Double> figures = app.ask("live");
        if (!figures.isEmpty()) {
            figures.put("rss", app.rssBytes());
        }
        return figures;
    }

    /** Waits, eight seconds at most, until application and shadow have come to rest. */
    @Override
    public void settle() {
        long last = app.cpuMillis() + shadow.cpuMillis();
        int still = 0;
        for (int i = 0; i < LOOKS && still < 2; i++) {
            LockSupport.parkNanos(100_000_000);
            long now = app.cpuMillis() + shadow.cpuMillis();
            still = now - last <= 10 ? still + 1 : 0;
            last = now;
        }
    }

    @Override
    public void close() throws IOException {
        if (nginx != null) {
            nginx.close();
        }
        app.close();
        shadow.close();
    }
}
