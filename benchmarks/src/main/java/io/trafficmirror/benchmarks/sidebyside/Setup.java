// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One variant up and running: application, shadow, and nginx where the variant has one. */
final class Setup implements AutoCloseable {
    private final Child shadow;
    private final Child app;
    private final @Nullable Nginx nginx;

    Setup(Variant variant, String mood) throws IOException {
        shadow = Child.start(CheapShadow.class, List.of("-Xmx64m", "-XX:+UseSerialGC"), "--mood", mood);
        List<String> arguments = new ArrayList<>(variant.appArguments());
        arguments.addAll(List.of("--shadow", "http://127.0.0.1:" + shadow.port()));
        app = Child.start(App.class, List.of("-Xmx1g"), arguments.toArray(new String[0]));
        nginx = variant.hasNginx() ? new Nginx(app.port(), shadow.port(), variant == Variant.NGINX_MIRROR) : null;
    }

    int port() {
        return nginx == null ? app.port() : nginx.port();
    }

    Map<String, String> usage() {
        return app.usage();
    }

    long delivered() {
        return Long.parseLong(shadow.usage().getOrDefault("requests", "0"));
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
