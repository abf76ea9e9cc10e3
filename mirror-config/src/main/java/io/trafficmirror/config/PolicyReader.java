// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code MirrorPolicy} documents ({@code trafficmirror.io/v1alpha1}). */
final class PolicyReader {
    private static final List<String> SPEC = List.of(
            "targetRefs",
            "mirrors",
            "primary",
            "backends",
            "host",
            "dropHeaders",
            "redactHeaders",
            "trace",
            "sampling",
            "when",
            "statuses",
            "maxBodyBytes",
            "stream",
            "streamBufferBytes",
            "forms",
            "multipart",
            "body",
            "limits",
            "breaker",
            "ordering",
            "http2",
            "control",
            "comparison",
            "judgement");
    private static final List<String> TARGET = List.of("group", "kind", "name", "sectionName");
    private static final List<String> BACKEND = List.of("name", "url");

    private PolicyReader() {}

    /** The policy that the document describes; empty if nothing useful is left of it. */
    static Optional<PolicyManifest> read(YamlFields document) {
        Optional<ObjectName> id = Metadata.read(document).map(Metadata::id);
        Optional<YamlFields> spec = document.require("spec").flatMap(value -> value.fields(SPEC));
        return spec.flatMap(fields -> {
            List<PolicyManifest.Target> targets = new ArrayList<>();
            fields.require("targetRefs").ifPresent(refs -> {
                for (YamlValue target : refs.items(1, 16)) {
                    target(target).ifPresent(targets::add);
                }
            });
            List<PolicyManifest.Name> mirrors = new ArrayList<>();
            for (YamlValue mirror : fields.list("mirrors", 16)) {
                name(mirror).ifPresent(mirrors::add);
            }
            Optional<PolicyManifest.Name> primary = fields.read("primary", PolicyReader::name);
            List<PolicyManifest.Name> keys = new ArrayList<>();
            BackendUrls backends = backends(fields.list("backends", 1000), keys);
            PolicySettings settings = PolicySettings.read(fields);
            Optional<ControlSettings> control = ControlSettings.read(fields);
            QuestionSettings question = QuestionSettings.read(fields);
            return id.map(name -> new PolicyManifest(
                    document.owner(),
                    fields.owner(),
                    name,
                    targets,
                    mirrors,
                    primary,
                    backends,
                    keys,
                    settings,
                    control,
                    question));
        });
    }

    private static Optional<PolicyManifest.Target> target(YamlValue value) {
        return value.fields(TARGET).flatMap(fields -> {
            fields.require("group").ifPresent(group -> group.choice(word("gateway.networking.k8s.io")));
            fields.require("kind").ifPresent(kind -> kind.choice(word("HTTPRoute")));
            Optional<String> rule = fields.read("sectionName", Syntax::dnsName);
            return fields.require("name")
                    .flatMap(Syntax::dnsName)
                    .map(name -> new PolicyManifest.Target(value, name, rule));
        });
    }

    private static Optional<PolicyManifest.Name> name(YamlValue value) {
        return value.text(1, 253).map(text -> new PolicyManifest.Name(value, text));
    }

    private static Map<String, String> word(String only) {
        return Map.of(only, only);
    }

    /** {@code keys} gets the names, each with its place. */
    private static BackendUrls backends(List<YamlValue> items, List<PolicyManifest.Name> keys) {
        BackendUrls backends = BackendUrls.none();
        for (YamlValue item : items) {
            Optional<YamlFields> fields = item.fields(BACKEND);
            Optional<YamlValue> name = fields.flatMap(f -> f.require("name"));
            Optional<String> key = name.flatMap(n -> n.text(1, 512));
            if (key.isPresent() && !BackendUrls.isKey(key.get())) {
                name.ifPresent(n -> n.mustBe("[namespace/]name[:port]"));
                key = Optional.empty();
            }
            Optional<YamlValue> url = fields.flatMap(f -> f.require("url"));
            Optional<YamlValue> unseen = url.map(YamlValue::secret);
            Optional<String> origin = unseen.flatMap(u -> u.text(1, 2048));
            if (key.isPresent() && origin.isPresent()) {
                BackendUrls before = backends;
                String of = key.get();
                name.ifPresent(n -> keys.add(new PolicyManifest.Name(n, of)));
                backends = url.flatMap(u -> u.made(() -> before.with(of, origin.get())))
                        .orElse(before);
            }
        }
        return backends;
    }
}
