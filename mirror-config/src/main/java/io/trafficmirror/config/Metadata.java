// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * {@code metadata}, as far as it counts; the rest is what an API server or its clients leave there. Immutable.
 *
 * @param id name and namespace
 * @param created when an API server made the object; empty: none has yet
 */
record Metadata(ObjectName id, Optional<Instant> created) {
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

    /** That of the document's object. */
    static Optional<Metadata> read(YamlFields document) {
        return document.require("metadata")
                .flatMap(value -> value.fields(KNOWN))
                .flatMap(metadata -> {
                    Optional<String> namespace = metadata.read("namespace", Syntax::label);
                    Optional<Instant> created = metadata.read("creationTimestamp", Quantities::instant);
                    return metadata.require("name")
                            .flatMap(Syntax::dnsName)
                            .map(name -> new Metadata(new ObjectName(namespace, name), created));
                });
    }
}
