// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The schema in the jar, and the reader, take and refuse the same policies. */
class PolicySchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String QUESTION = """
          control: {name: httpbin, percent: 20}
          comparison:
            writes: compare
            rules:
            - {path: $.items, setKeys: [id]}
            - {path: $.total, precision: 0.01}
          judgement: {epsilon: 0.001, alpha: 0.01, slower: 1.5, window: 3000}
        """;

    private static final String POLICY = PolicyTest.POLICY + QUESTION;

    private static Set<ValidationMessage> invalid(String policy) throws IOException {
        try (InputStream schema =
                PolicySchemaTest.class.getResourceAsStream("/META-INF/trafficmirror/mirror-policy.schema.json")) {
            JsonSchema of = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(JSON.readTree(schema));
            return of.validate(JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(policy)));
        }
    }

    private static boolean isRead(String policy) {
        try {
            Manifests.load(ManifestsTest.walkthrough() + "---\n" + policy, "policy.yaml");
            return true;
        } catch (ManifestException e) {
            return false;
        }
    }

    @Test
    void a_policy_with_every_field_is_valid_also_as_an_api_server_gives_it() throws IOException {
        String stored = POLICY.replace(
                "metadata:", "metadata:\n  labels: {a: b}\n  uid: u\n  creationTimestamp: 2026-01-31T12:00:00Z");
        assertThat(invalid(stored)).isEmpty();
        assertThat(isRead(stored)).isTrue();
        assertThat(invalid(POLICY)).isEmpty();
        assertThat(isRead(POLICY)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        percent: 20             | percent: 101
        writes: compare         | writes: judge
        writes: compare         | writes: none
        body: none              | body: head
        path: $.items           | path: items
        path: $.items           | path: "$.items[0]"
        path: $.items           | path: $..id
        setKeys: [id]           | setKeys: []
        setKeys: [id]           | ignore: false
        precision: 0.01         | precision: -1
        precision: 0.01         | precision: 1, format: true
        epsilon: 0.001          | epsilon: 0
        alpha: 0.01             | alpha: 0.5
        slower: 1.5             | slower: 0.9
        window: 3000            | window: 0
        http2: true             | htpp2: true
        http2: true             | http2: yes
        kind: MirrorPolicy      | kind: Policy
        kind: HTTPRoute         | kind: Gateway
        name: settings          | name: Settings
        maxBodyBytes: 2Mi       | maxBodyBytes: 2 MB
        maxBodyBytes: 2Mi       | maxBodyBytes: -1
        deadline: 2s            | deadline: 2
        deadline: 2s            | deadline: 1.5s
        maxQueued: 10           | maxQueued: 0
        maxQueued: 10           | maxQueud: 10
        when: afterResponse     | when: later
        from: 200               | from: 20
        copies: 2               | copies: 11
        maxPerSecond: 50        | maxPerSecond: 0
        cookie: session         | cokie: session
        trace: newUnsampledRoot | trace: none
        literal: shadow.example | literal: a b
        overflow: dropOldest    | overflow: wait
        failurePercent: 20      | failurePercent: 101
        forms: drop             | forms: keep
        by: key                 | by: connection
        by: key                 | by: kee
        key: {cookie: JSESSIONID} | kee: {cookie: JSESSIONID}
        key: {cookie: JSESSIONID} | # none
        {cookie: JSESSIONID}    | {cookie: A, header: B}
        [Authorization]         | [a b]
        url: https://shadow.example:8443 | url: shadow:8443
        httpbin/httpbin2:8000   | httpbin/httpbin2:x
        httpbin/httpbin2:8000   | httpbin/httpbin2:0
        url: https://shadow.example:8443 | url: https://shadow.example/path
        url: https://shadow.example:8443 | url: https://user@shadow.example
        url: https://shadow.example:8443 | url: https://shadow.example:0
        literal: shadow.example | literal: shadow.example/path
        namespace: httpbin      | nmaespace: httpbin
        maxBodyBytes: 2Mi       | maxBodyBytes: 2Gi
        maxBodyBytes: 2Mi       | maxBodyBytes: 2ki
        streamBufferBytes: 64Ki | streamBufferBytes: 4095
        deadline: 2s            | deadline: 0s
        probeInterval: 2s       | probeInterval: 0m0s
        """)
    void what_the_reader_refuses_is_invalid(String given, String wrong) throws IOException {
        assertThat(POLICY).contains(given);
        String policy = POLICY.replace(given, wrong);

        assertThat(isRead(policy)).isFalse();
        assertThat(invalid(policy)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        path: $.items           | path: "$.**.items[*]"
        path: $.items           | path: header.vary
        setKeys: [id]           | multiset: true
        precision: 0.01         | precision: 3
        epsilon: 0.001          | epsilon: 0.5
        slower: 1.5             | slower: 2
        maxBodyBytes: 2Mi       | maxBodyBytes: 4096
        when: afterResponse     | when: afterResponse
        cookie: session         | header: X-User
        cookie: session         | supplied: tenant
        trace: newUnsampledRoot | trace: drop
        url: https://shadow.example:8443 | url: HTTP://shadow.example/
        httpbin/httpbin2:8000   | httpbin2
        url: https://shadow.example:8443 | url: http://[::1]:80
        literal: shadow.example | literal: "[::1]:80"
        maxBodyBytes: 2Mi       | maxBodyBytes: 2G
        maxBodyBytes: 2Mi       | maxBodyBytes: 0512k
        streamBufferBytes: 64Ki | streamBufferBytes: 4096
        deadline: 2s            | deadline: 0m2s
        """)
    void what_the_reader_takes_is_valid(String given, String other) throws IOException {
        String policy = POLICY.replace(given, other);

        assertThat(isRead(policy)).isTrue();
        assertThat(invalid(policy)).isEmpty();
    }
}
