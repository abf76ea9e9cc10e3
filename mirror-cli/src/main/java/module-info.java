// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** The command line: what manifests mean, whether they are valid, and whether a candidate may be promoted. No API. */
@NullMarked
module io.trafficmirror.cli {
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.dataformat.cbor;
    requires info.picocli;
    requires io.trafficmirror.compare;
    requires io.trafficmirror.config;
    requires io.trafficmirror.kafka;
    requires java.net.http;
    requires static com.google.errorprone.annotations;
    requires static org.jspecify;

    opens io.trafficmirror.cli to
            info.picocli;
}
