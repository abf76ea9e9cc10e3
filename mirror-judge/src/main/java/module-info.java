// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** Judges the evidence of many replicas, by Kafka Streams. */
@NullMarked
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // Kafka's clients have no descriptor.
module io.trafficmirror.judge {
    requires transitive io.trafficmirror.compare;
    requires com.fasterxml.jackson.core;
    requires info.picocli;
    requires io.trafficmirror.console;
    requires io.trafficmirror.kafka;
    requires transitive kafka.clients;
    requires kafka.streams;
    requires org.slf4j;
    requires static com.google.errorprone.annotations;
    requires static org.jspecify;

    exports io.trafficmirror.judge;

    opens io.trafficmirror.judge to
            info.picocli;
}
