// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.judge;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the cluster is, and what its topics are called. Confined to one thread. */
final class ClusterOptions {
    @Option(
            names = "--bootstrap-servers",
            required = true,
            paramLabel = "HOST:PORT,...",
            description = "The brokers to begin with.")
    private String bootstrapServers = "";

    @Option(
            names = "--properties",
            paramLabel = "FILE",
            description = "Settings of Kafka's clients and of Streams, such as security.protocol and sasl.jaas.config.")
    private @Nullable Path properties;

    @Option(names = "--evidence", paramLabel = "TOPIC", description = "What replicas send; by default mirror-evidence.")
    private String evidence = JudgeTopics.DEFAULT.evidence();

    @Option(names = "--reports", paramLabel = "TOPIC", description = "The sums; by default mirror-reports.")
    private String reports = JudgeTopics.DEFAULT.reports();

    @Option(names = "--verdicts", paramLabel = "TOPIC", description = "The verdicts; by default mirror-verdicts.")
    private String verdicts = JudgeTopics.DEFAULT.verdicts();

    String bootstrapServers() {
        return bootstrapServers;
    }

    JudgeTopics topics() {
        return new JudgeTopics(evidence, reports, verdicts);
    }

    /** The settings of the file. */
    Map<String, Object> properties() throws IOException {
        Properties read = new Properties();
        if (properties != null) {
            try (Reader in = Files.newBufferedReader(properties, StandardCharsets.UTF_8)) {
                read.load(in);
            }
        }
        Map<String, Object> all = new HashMap<>();
        read.stringPropertyNames().forEach(name -> all.put(name, read.getProperty(name)));
        return all;
    }
}
