// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.transport;

import io.trafficmirror.benchmarks.load.Load;
import io.trafficmirror.benchmarks.load.Request;
import io.trafficmirror.benchmarks.nginx.Nginx;
import io.trafficmirror.benchmarks.paper.Sample;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * What a copy costs nginx: one worker in front of a server that answers 204, with {@code mirror} to the same server, less the same without.
 * Confined to one thread.
 */
final class NginxMirror implements AutoCloseable {
    private static final int CONNECTIONS = 64;
    private static final double LEAD_SECONDS = 0.5;

    private final Nginx plain;
    private final Nginx mirroring;

    /** In front of a server on this port. */
    NginxMirror(int server) throws IOException {
        plain = new Nginx("1", front(server, ""));
        mirroring = new Nginx("1", front(server, "mirror /shadow;"));
    }

    private static String front(int server, String mirror) {
        return """
                upstream app { server 127.0.0.1:SERVER; keepalive 64; keepalive_requests 100000000; }
                upstream shadow { server 127.0.0.1:SERVER; keepalive 64; keepalive_requests 100000000; }
                server {
                  listen 127.0.0.1:PORT;
                  proxy_http_version 1.1;
                  proxy_set_header Connection "";
                  location / {
                    MIRROR
                    proxy_pass http://app;
                  }
                  location = /shadow {
                    internal;
                    proxy_pass http://shadow$request_uri;
                  }
                }
                """.replace("SERVER", Integer.toString(server)).replace("MIRROR", mirror);
    }

    Sample run(String scenario, int round, double perSecond, Duration time) throws IOException {
        double without = micros(plain, perSecond, time);
        double with = micros(mirroring, perSecond, time);
        return new Sample(scenario, "nginx", round, Map.of("total", with - without, "without", without, "with", with));
    }

    /** CPU of the worker for each request, in microseconds. */
    private static double micros(Nginx nginx, double perSecond, Duration time) throws IOException {
        long[] nanos = new long[2];
        Load load = new Load(nginx.port(), Request.GET, CONNECTIONS, perSecond, LEAD_SECONDS, time.toMillis() / 1e3);
        Load.Result result = load.run(new Load.Window() {
            @Override
            public void opens() {
                nanos[0] = nginx.cpuNanos();
            }

            @Override
            public void shuts() {
                nanos[1] = nginx.cpuNanos();
            }
        });
        if (result.errors() > 0) {
            throw new IOException("nginx: " + result.errors() + " errors");
        }
        return (nanos[1] - nanos[0]) / 1e3 / result.answered();
    }

    @Override
    public void close() throws IOException {
        plain.close();
        mirroring.close();
    }
}
