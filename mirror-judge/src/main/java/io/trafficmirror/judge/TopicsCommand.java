// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.judge;

import java.io.IOException;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code topics}: whether the topics are there and can be used. */
@Command(name = "topics", description = "Checks the topics of a judge, or creates those that are missing.")
final class TopicsCommand implements Callable<Integer> {
    private final PrintStream out;

    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--create", description = "Creates what is missing.")
    private boolean create;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "Of each new topic, by default 8. Not to be changed while an experiment runs.")
    private int partitions = 8;

    @Option(
            names = "--replicas",
            paramLabel = "N",
            description = "Of each partition, by default the cluster's default.")
    private short replicas = -1;

    @Option(
            names = "--exchanges",
            paramLabel = "TOPIC",
            description = "Besides, a topic of whole exchanges, such as mirror-exchanges; the judge does not read it.")
    private @Nullable String exchanges;

    TopicsCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        Map<String, Object> settings = new HashMap<>(cluster.properties());
        settings.put("bootstrap.servers", cluster.bootstrapServers());
        try (Admin admin = Admin.create(settings)) {
            if (create) {
                List<String> created = cluster.topics().create(admin, exchanges(), partitions, replicas);
                out.println(created.isEmpty() ? "All topics are there." : "created " + String.join(", ", created));
            } else {
                cluster.topics().check(admin, exchanges());
                out.println("All topics are there.");
            }
        }
        return 0;
    }

    private Set<String> exchanges() {
        return exchanges == null ? Set.of() : Set.of(exchanges);
    }
}
