// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import java.util.List;
import java.util.Optional;

/** Reads {@code metadata}. Of it only name and namespace count; the rest is what an API server or its clients leave there. */
final class Metadata {
    private static final List<String> KNOWN = List.of(
            "name",
            "namespace",
            "labels",
            "annotations",
            "generateName",
            "creationTimestamp",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "finalizers",
            "generation",
            "managedFields",
            "ownerReferences",
            "resourceVersion",
            "selfLink",
            "uid");

    private Metadata() {}

    /** Name and namespace of the document's object. */
    static Optional<ObjectName> read(YamlFields document) {
        return document.require("metadata")
                .flatMap(value -> value.fields(KNOWN))
                .flatMap(metadata -> {
                    Optional<String> namespace = metadata.read("namespace", Syntax::label);
                    return metadata.require("name")
                            .flatMap(Syntax::dnsName)
                            .map(name -> new ObjectName(namespace, name));
                });
    }
}
