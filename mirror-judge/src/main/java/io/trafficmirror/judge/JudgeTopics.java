// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.judge;

import io.trafficmirror.kafka.EvidenceRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The topics of a judge. Immutable.
 *
 * @param evidence what replicas send
 * @param reports the sums, compacted
 * @param verdicts the verdicts, compacted
 * @since 0.1.0
 */
public record JudgeTopics(String evidence, String reports, String verdicts) {
    /** {@code mirror-evidence}, {@code mirror-reports} and {@code mirror-verdicts}. */
    public static final JudgeTopics DEFAULT =
            new JudgeTopics(EvidenceRecord.TOPIC, "mirror-reports", "mirror-verdicts");

    /** The most bytes of a message with a sum in it, in topics and changelogs: 8 MiB. */
    static final int MOST_MESSAGE_BYTES = 8 << 20;

    private static final Duration RETENTION = Duration.ofDays(7);

    /**
     * Creates those that are missing, and checks the others.
     *
     * @param partitions of each; not to be changed while an experiment runs
     * @param replicas of each partition; -1 takes the cluster's default
     * @return the names of those that were created
     * @throws IllegalStateException if one that is there can't be used, saying why
     */
    public List<String> create(Admin admin, int partitions, short replicas) {
        return create(admin, Set.of(), partitions, replicas);
    }

    /** The same, with further topics that are kept for 7 days as evidence is. */
    List<String> create(Admin admin, Set<String> further, int partitions, short replicas) {
        Set<String> there = names(admin);
        List<NewTopic> missing = new ArrayList<>();
        wanted(further).forEach((name, settings) -> {
            if (!there.contains(name)) {
                missing.add(new NewTopic(name, partitions, replicas).configs(settings));
            }
        });
        of(admin.createTopics(missing).all()::get);
        awaitThere(admin, further);
        check(admin, further);
        return missing.stream().map(NewTopic::name).toList();
    }

    /**
     * Checks that all are there and can be used.
     *
     * @throws IllegalStateException if not, saying which and why
     */
    public void check(Admin admin) {
        check(admin, Set.of());
    }

    /** The same, with further topics that are to be there. */
    void check(Admin admin, Set<String> further) {
        Set<String> there = names(admin);
        List<String> missing = wanted(further).keySet().stream()
                .filter(name -> !there.contains(name))
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException("topics: " + String.join(", ", missing)
                    + " must be there; mirror-judge topics --create makes them");
        }
        for (String name : List.of(reports, verdicts)) {
            ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
            Config config = of(admin.describeConfigs(List.of(topic))
                    .values()
                    .values()
                    .iterator()
                    .next()::get);
            String policy = config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
            if (!policy.equals(TopicConfig.CLEANUP_POLICY_COMPACT)) {
                throw new IllegalStateException(
                        "topic \"" + name + "\": cleanup.policy must be compact, was " + policy);
            }
        }
    }

    /** A cluster tells of new topics a moment after it has made them. */
    private void awaitThere(Admin admin, Set<String> further) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!names(admin).containsAll(wanted(further).keySet()) && System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }

    private Map<String, Map<String, String>> wanted(Set<String> further) {
        Map<String, String> compacted = Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT,
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                String.valueOf(MOST_MESSAGE_BYTES));
        Map<String, Map<String, String>> wanted = new TreeMap<>();
        Map<String, String> kept = Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG,
                String.valueOf(RETENTION.toMillis()));
        further.forEach(name -> wanted.put(name, kept));
        wanted.put(evidence, kept);
        wanted.put(reports, compacted);
        wanted.put(verdicts, compacted);
        return wanted;
    }

    private static Set<String> names(Admin admin) {
        return of(admin.listTopics().names()::get);
    }

    /** A call to the cluster. */
    private interface Call<T> {
        T get() throws InterruptedException, ExecutionException;
    }

    private static <T> T of(Call<T> call) {
        try {
            return call.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("topics: interrupted while the cluster was asked", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("topics: the cluster said: " + e.getCause(), e);
        }
    }
}
