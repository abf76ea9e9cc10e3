// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.judge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.examples.fleet.KafkaBroker;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

class TopicsCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int topics(KafkaBroker broker, String... more) {
        String[] words = new String[more.length + 3];
        List.of("topics", "--bootstrap-servers", broker.address()).toArray(words);
        System.arraycopy(more, 0, words, 3, more.length);
        return Main.run(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), Map.of(), words);
    }

    @Test
    void it_creates_what_is_missing_and_says_what_is_not_there() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start();
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
            assertThat(topics(broker, "--create", "--partitions", "2", "--replicas", "1"))
                    .isZero();
            assertThat(admin.listTopics().names().get())
                    .containsExactlyInAnyOrder("mirror-evidence", "mirror-reports", "mirror-verdicts");
            assertThat(topics(broker)).isZero();
            assertThat(topics(broker, "--exchanges", "mirror-exchanges")).isEqualTo(1);
            assertThat(err.toString(UTF_8))
                    .isEqualTo("topics: mirror-exchanges must be there; mirror-judge topics --create makes them\n");
            assertThat(topics(broker, "--create", "--replicas", "1", "--exchanges", "mirror-exchanges"))
                    .isZero();
            assertThat(out.toString(UTF_8)).endsWith("created mirror-exchanges\n");
            assertThat(topics(broker, "--exchanges", "mirror-exchanges")).isZero();
            ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "mirror-exchanges");
            Config config = admin.describeConfigs(List.of(topic)).all().get().get(topic);
            assertThat(config.get("cleanup.policy").value()).isEqualTo("delete");
            assertThat(config.get("retention.ms").value()).isEqualTo("604800000");
        }
    }
}
