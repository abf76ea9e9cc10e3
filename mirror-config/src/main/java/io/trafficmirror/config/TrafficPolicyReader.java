// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import io.trafficmirror.copy.HostPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code TrafficPolicy} documents of kgateway ({@code gateway.kgateway.dev/v1alpha1}): what they are attached to, and
 * {@code requestMirror}. All else in them is the gateway's, and is reported as ignored.
 */
final class TrafficPolicyReader {
    private static final List<String> TARGET = List.of("group", "kind", "name", "sectionName");
    private static final List<String> MIRROR = List.of("disableShadowHostSuffixAppend", "hostRewriteLiteral");

    private TrafficPolicyReader() {}

    /** The policy that the document describes; empty if nothing useful is left of it. */
    static Optional<TrafficPolicyManifest> read(YamlFields document) {
        Optional<Metadata> metadata = Metadata.read(document);
        Optional<YamlFields> spec = document.require("spec")
                .flatMap(value -> value.entries().map(entries -> new YamlFields(value, entries)));
        return spec.flatMap(fields -> {
            List<TrafficPolicyManifest.Target> targets = new ArrayList<>();
            for (YamlValue target : fields.list("targetRefs", 16)) {
                target(target).ifPresent(targets::add);
            }
            Optional<HostPolicy> host = fields.read("requestMirror", TrafficPolicyReader::host);
            if (!fields.has("targetRefs") && !fields.has("targetSelectors")) {
                fields.owner().error("targetRefs is required");
            }
            for (String name : fields.names()) {
                if (name.equals("targetSelectors")) {
                    fields.ignored("only what targetRefs name is found", name);
                } else if (!name.equals("targetRefs") && !name.equals("requestMirror")) {
                    fields.ignored("it binds the primary's gateway, not a copy", name);
                }
            }
            return metadata.map(m -> new TrafficPolicyManifest(m.id(), m.created(), targets, host));
        });
    }

    private static Optional<TrafficPolicyManifest.Target> target(YamlValue value) {
        return value.fields(TARGET).flatMap(fields -> {
            String group = fields.require("group").flatMap(Syntax::group).orElse("");
            String kind = fields.require("kind").flatMap(Syntax::kind).orElse("");
            Optional<String> section = fields.read("sectionName", Syntax::dnsName);
            Optional<String> name = fields.require("name").flatMap(n -> n.text(1, 253));
            Optional<TrafficPolicyManifest.Kind> known = known(group, kind);
            if (known.isEmpty() && !group.isEmpty() && !kind.isEmpty()) {
                value.warn("is ignored: no HTTPRoute and no Gateway, was " + kind + " of " + group);
            }
            return name.flatMap(n -> known.map(k -> new TrafficPolicyManifest.Target(value, k, n, section)));
        });
    }

    private static Optional<TrafficPolicyManifest.Kind> known(String group, String kind) {
        if (!group.equals(ParentReference.GATEWAY_GROUP)) {
            return Optional.empty();
        }
        return switch (kind) {
            case "HTTPRoute" -> Optional.of(TrafficPolicyManifest.Kind.HTTP_ROUTE);
            case "Gateway" -> Optional.of(TrafficPolicyManifest.Kind.GATEWAY);
            default -> Optional.empty();
        };
    }

    /** What the block means: the literal if there is one, else the original host, with Envoy's suffix unless that is disabled. */
    private static Optional<HostPolicy> host(YamlValue value) {
        return value.fields(MIRROR).flatMap(fields -> {
            boolean plain = fields.read("disableShadowHostSuffixAppend", YamlValue::flag)
                    .orElse(false);
            if (!fields.has("hostRewriteLiteral")) {
                return Optional.of(plain ? HostPolicy.ORIGINAL : HostPolicy.SHADOW_SUFFIX);
            }
            return fields.read(
                    "hostRewriteLiteral",
                    literal -> literal.text(1, 260).flatMap(text -> literal.made(() -> HostPolicy.literal(text))));
        });
    }
}
