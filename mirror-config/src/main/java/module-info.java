// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** Reads {@code HTTPRoute} manifests of the Gateway API, and settings files. */
@NullMarked
module io.trafficmirror.config {
    requires transitive io.trafficmirror;
    requires org.slf4j;
    requires org.snakeyaml.engine;
    requires static com.google.errorprone.annotations;
    requires static org.jspecify;

    exports io.trafficmirror.config;

    provides io.trafficmirror.RouteSource with
            io.trafficmirror.config.ManifestSource;
}
