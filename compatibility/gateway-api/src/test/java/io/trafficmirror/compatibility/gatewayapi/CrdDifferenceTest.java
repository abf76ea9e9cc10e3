// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.gatewayapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What an API server with the newest CRD refuses is refused here, and the other way round: but for the cases that are named. */
class CrdDifferenceTest {
    private static final Path FOLDER = Path.of(System.getProperty("gateway-api.crds"));
    private static final int INPUTS = Integer.getInteger("gateway-api.inputs", 2000);

    /** What we refuse and an API server takes: the words of the message, and why. */
    private static final Map<String, String> STRICTER = Map.ofEntries(
            Map.entry("must be a Service, or have a URL", "there is no cluster that could resolve another kind"),
            Map.entry("must be a DNS label", "no Service and no namespace can have such a name"),
            Map.entry("each field name must have one action", "set, add and remove of one field contradict each other"),
            Map.entry("a path of visible ASCII", "it can't stand in a request line"),
            Map.entry("must be a field name (RFC 9110 token)", "no header has such a name"),
            Map.entry("must not be an ExtensionRef before a RequestMirror", "the API forbids to skip custom filters"),
            Map.entry("must have 1..1024 characters, was 0", "an empty expression matches no path"),
            Map.entry("must have 1..63 characters", "no Service can have a longer name"),
            Map.entry("must be an RE2 expression", "no gateway built on Envoy takes it either"),
            Map.entry("when its repetitions are written out", "it could cost the request thread"));

    private final Crd newest = Crd.read(FOLDER.resolve("httproutes-experimental-v1.6.1.yaml"));

    @Test
    void a_manifest_with_every_field_is_taken_by_both() {
        assertThat(newest.errors(Routes.everything())).isEmpty();
        assertThat(Routes.errors(Routes.everything())).isEmpty();
    }

    @Test
    void mutated_manifests_are_refused_by_both_or_by_none() {
        List<String> differences = new ArrayList<>();
        Map<Boolean, Integer> verdicts = new TreeMap<>();
        for (int seed = 0; seed < INPUTS; seed++) {
            ObjectNode manifest = (ObjectNode) Routes.everything();
            new Mutation(seed).apply(manifest);
            List<String> theirs = newest.errors(manifest);
            List<String> ours = Routes.errors(manifest);
            verdicts.merge(theirs.isEmpty(), 1, Integer::sum);
            if (theirs.isEmpty() != ours.isEmpty() && !isNamed(ours)) {
                differences.add("seed " + seed + ": API server " + theirs + ", we " + ours);
            }
        }
        assertThat(differences).isEmpty();
        assertThat(verdicts).as("both kinds of manifests were tried").containsKeys(true, false);
    }

    @Test
    void a_manifest_that_an_older_api_takes_is_taken() {
        for (String older : List.of("httproutes-standard-v1.4.yaml", "httproutes-standard-v1.6.1.yaml")) {
            Crd crd = Crd.read(FOLDER.resolve(older));
            for (int seed = 0; seed < INPUTS; seed++) {
                ObjectNode manifest = (ObjectNode) Routes.everything();
                new Mutation(seed).apply(manifest);
                if (crd.errors(manifest).isEmpty() && newest.errors(manifest).isEmpty()) {
                    List<String> ours = Routes.errors(manifest);
                    assertThat(ours.isEmpty() || isNamed(ours))
                            .as("seed %d: %s", seed, ours)
                            .isTrue();
                }
            }
        }
    }

    private static boolean isNamed(List<String> ours) {
        return !ours.isEmpty()
                && ours.stream().allMatch(error -> STRICTER.keySet().stream().anyMatch(error::contains));
    }
}
