// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
    /** More than PASS takes where nothing differs. */
    private static final int MANY = 3_600;

    private static final String RULES = """
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: orders}
            spec:
              rules:
              - filters:
                - type: RequestMirror
                  requestMirror: {backendRef: {name: v2, port: 80}}
                backendRefs: [{name: v1, port: 80}]
            ---
            apiVersion: trafficmirror.io/v1alpha1
            kind: MirrorPolicy
            metadata: {name: orders}
            spec:
              targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: orders}]
              comparison: {rules: [{path: $.updated, ignore: true}]}
            """;

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int compare(Object... args) {
        out.reset();
        err.reset();
        String[] words = new String[args.length + 1];
        words[0] = "compare";
        Arrays.setAll(words, i -> i == 0 ? "compare" : args[i - 1].toString());
        return Main.run(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, false, UTF_8),
                new PrintStream(err, false, UTF_8),
                Map.of(),
                words);
    }

    private String out() {
        return out.toString(UTF_8);
    }

    private String err() {
        return err.toString(UTF_8);
    }

    private Path recorded(int exchanges) throws IOException {
        return Recorded.write(directory.resolve("recorded.cbor"), "orders 2", "GET", exchanges);
    }

    @Test
    void a_rule_is_tried_on_what_was_stored() throws IOException {
        Path file = recorded(MANY);
        Path rules = Files.writeString(directory.resolve("rules.yaml"), RULES);
        assertThat(compare(file)).isEqualTo(1);
        assertThat(out()).contains("FAIL", "orders 2", "$.updated");
        assertThat(err()).isEqualTo("compared: " + MANY + " exchanges\n");
        assertThat(compare(file, "--rules", rules)).isZero();
        assertThat(out()).contains("PASS").doesNotContain("$.updated");
        assertThat(compare(file, "--ignore", "$.updated")).isZero();
        assertThat(compare(file, "--ignore", "$.price")).isEqualTo(1);
    }

    @Test
    void few_exchanges_prove_nothing_and_the_exit_status_may_say_so() throws IOException {
        Path file = recorded(20);
        assertThat(compare(file, "--ignore", "$.updated")).isEqualTo(2);
        assertThat(compare(file, "--ignore", "$.updated", "--insufficient", "pass"))
                .isZero();
        assertThat(compare(file, "--ignore", "$.updated", "--format", "json")).isEqualTo(2);
        assertThat(out()).startsWith("{\"verdict\":\"INSUFFICIENT\"").contains("\"candidate\":\"orders 2\"");
        assertThat(compare(file, "--ignore", "$.updated", "--format", "markdown"))
                .isEqualTo(2);
        assertThat(out()).contains("INSUFFICIENT");
    }

    @Test
    void several_files_are_one_comparison() throws IOException {
        Path half = recorded(MANY / 2);
        Path other = Recorded.write(directory.resolve("other.cbor"), "orders 2", "GET", MANY / 2);
        assertThat(compare(half, "--ignore", "$.updated")).isEqualTo(2);
        assertThat(compare(half, other, "--ignore", "$.updated")).isZero();
    }

    @Test
    void candidates_are_never_mixed() throws IOException {
        Path file = recorded(30);
        Path other = Recorded.write(directory.resolve("other.cbor"), "orders 3", "GET", 40);
        assertThat(compare(file, other)).isEqualTo(64);
        assertThat(err())
                .hasLineCount(2)
                .startsWith("--candidate: must name one, for there are exchanges of orders 2 and of orders 3\n");
        assertThat(compare(file, other, "--candidate", "orders 3")).isEqualTo(1);
        assertThat(err()).isEqualTo("compared: 40 exchanges\n");
        assertThat(compare(file, "--candidate", "orders 4")).isEqualTo(70);
        assertThat(err()).isEqualTo("error: " + file + ": holds no exchange of orders 4\n");
    }

    @Test
    void writes_are_compared_unless_the_policy_says_that_they_are_not() throws IOException {
        Path file = Recorded.write(directory.resolve("posts.cbor"), "orders 2", "POST", 50);
        assertThat(compare(file)).isEqualTo(1);
        Path rules = Files.writeString(
                directory.resolve("rules.yaml"), RULES.replace("comparison: {", "comparison: {writes: send, "));
        assertThat(compare(file, "--rules", rules)).isEqualTo(2);
        assertThat(err()).isEqualTo("compared: 0 exchanges\n");
    }

    @Test
    void what_was_compared_can_be_saved_and_compared_again() throws IOException {
        Path file = recorded(50);
        Path other = Recorded.write(directory.resolve("other.cbor"), "orders 3", "GET", 10);
        Path saved = directory.resolve("saved.cbor");
        assertThat(compare(file, other, "--candidate", "orders 2", "--save", saved))
                .isEqualTo(1);
        String report = out();
        assertThat(Files.readAllBytes(saved)).isEqualTo(Files.readAllBytes(file));
        assertThat(compare(saved)).isEqualTo(1);
        assertThat(out()).isEqualTo(report);
    }

    @Test
    void what_cannot_be_read_is_told_in_one_line() throws IOException {
        Path absent = directory.resolve("absent");
        assertThat(compare(absent)).isEqualTo(70);
        assertThat(err()).isEqualTo("error: " + absent + ": there is no such file\n");
        Path broken = Files.writeString(directory.resolve("broken"), "no record");
        assertThat(compare(broken)).isEqualTo(70);
        assertThat(err()).startsWith("error: " + broken + ": record");
        Path rules = Files.writeString(directory.resolve("rules.yaml"), RULES.replace("$.updated", "updated"));
        assertThat(compare(recorded(1), "--rules", rules)).isEqualTo(70);
        assertThat(err()).startsWith("error: --rules: " + rules).contains("path: must be $");
    }

    @Test
    void a_wrong_command_line_is_told_in_one_line() throws IOException {
        Path file = recorded(1);
        Path settings = Files.writeString(directory.resolve("client.properties"), "security.protocol=SSL\n");
        assertThat(compare()).isEqualTo(64);
        assertThat(err()).startsWith("compare: needs FILE..., or --from-kafka TOPIC\n");
        assertThat(compare(file, "--from-kafka", "t", "--bootstrap-servers", "b:1"))
                .isEqualTo(64);
        assertThat(compare("--from-kafka", "t", "--properties", settings)).isEqualTo(64);
        assertThat(err()).startsWith("--bootstrap-servers: needs HOST:PORT, or bootstrap.servers in --properties\n");
        assertThat(compare(file, "--bootstrap-servers", "b:1")).isEqualTo(64);
        assertThat(compare(file, "--ignore", "updated")).isEqualTo(64);
        assertThat(err()).startsWith("--ignore: path: must begin with $");
        assertThat(compare("--from-kafka", "t", "--properties", "absent")).isEqualTo(70);
    }
}
