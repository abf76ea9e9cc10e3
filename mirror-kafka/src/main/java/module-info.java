// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** Sends the evidence of many replicas to Apache Kafka. */
@NullMarked
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // Kafka's clients have no descriptor.
module io.trafficmirror.kafka {
    requires transitive io.trafficmirror.compare;
    requires com.fasterxml.jackson.core;
    requires kafka.clients;
    requires static com.fasterxml.jackson.dataformat.cbor;
    requires org.slf4j;
    requires static com.google.errorprone.annotations;
    requires static org.jspecify;

    exports io.trafficmirror.kafka;
    exports io.trafficmirror.kafka.exchange;
}
