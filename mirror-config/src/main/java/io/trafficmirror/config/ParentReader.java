// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads {@code parentRefs}: fields and CEL rules of {@code CommonRouteSpec}. */
final class ParentReader {
    private static final List<String> PARENT = List.of("group", "kind", "namespace", "name", "sectionName", "port");

    private ParentReader() {}

    static List<ParentReference> read(List<YamlValue> items) {
        List<ParentReference> parents = new ArrayList<>();
        for (YamlValue item : items) {
            read(item).ifPresent(parent -> {
                check(parent, parents);
                parents.add(parent);
            });
        }
        return parents;
    }

    private static Optional<ParentReference> read(YamlValue value) {
        return value.fields(PARENT).flatMap(fields -> {
            String group = fields.read("group", Syntax::group).orElse(ParentReference.GATEWAY_GROUP);
            String kind = fields.read("kind", Syntax::kind).orElse("Gateway");
            Optional<String> namespace = fields.read("namespace", Syntax::label);
            Optional<String> section = fields.read("sectionName", Syntax::dnsName);
            OptionalInt port = fields.read("port", p -> p.integer(1, 65535))
                    .map(OptionalInt::of)
                    .orElse(OptionalInt.empty());
            return fields.require("name")
                    .flatMap(name -> name.text(1, 253))
                    .map(name -> new ParentReference(value, group, kind, namespace, name, section, port));
        });
    }

    /** Several references to one parent must tell their listeners apart, all by the same fields. */
    private static void check(ParentReference parent, List<ParentReference> before) {
        for (ParentReference other : before) {
            if (parent.isSameParent(other)) {
                boolean sameFields =
                        parent.section().isPresent() == other.section().isPresent()
                                && parent.port().isPresent() == other.port().isPresent();
                if (!sameFields) {
                    parent.at().error("sectionName or port must be given in all references to " + parent.name());
                    return;
                }
                if (parent.section().equals(other.section()) && parent.port().equals(other.port())) {
                    parent.at().error("sectionName or port must differ from the other reference to " + parent.name());
                    return;
                }
            }
        }
    }
}
