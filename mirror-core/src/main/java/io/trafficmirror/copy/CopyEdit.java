// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.copy;

import io.trafficmirror.http.Headers;
import io.trafficmirror.http.internal.ConnectionFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One filter of a rule that shapes the copy, and only the copy. Edits apply in list order, each to what the one before it has left. Immutable.
 *
 * @since 0.1.0
 */
public sealed interface CopyEdit {
    /** Changes the fields of the copy. */
    default void fields(Headers.Builder headers) {}

    /** What the copy's {@code Host} says, given what it would say. */
    default String authority(String before) {
        return before;
    }

    /** The copy's path and query, given what they would be. */
    default String target(String before) {
        return before;
    }

    /**
     * Gateway API {@code RequestHeaderModifier}. Names compare without regard to case.
     *
     * @param set replace all lines of the name
     * @param add append to what is there
     * @param remove names to delete
     */
    record HeaderEdit(Headers set, Headers add, List<String> remove) implements CopyEdit {
        /** Refuses what can't stand in a header; copies the list. */
        public HeaderEdit {
            EditSyntax.fields("set", set);
            EditSyntax.fields("add", add);
            remove = List.copyOf(remove);
            remove.forEach(name -> EditSyntax.fieldName("remove", name));
        }

        /** The names that it can't give a value: {@code Host}, framing, and fields of the connection. In order; mostly none. */
        public List<String> ineffective() {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < set.size(); i++) {
                names.add(set.name(i));
            }
            for (int i = 0; i < add.size(); i++) {
                names.add(add.name(i));
            }
            return names.stream().filter(ConnectionFields::contains).toList();
        }

        @Override
        public void fields(Headers.Builder headers) {
            for (int i = 0; i < set.size(); i++) {
                if (!ConnectionFields.contains(set.name(i))) {
                    headers.set(set.name(i), set.value(i));
                }
            }
            // A further line means the same as a comma (RFC 9110 section 5.3).
            for (int i = 0; i < add.size(); i++) {
                if (!ConnectionFields.contains(add.name(i))) {
                    headers.add(add.name(i), add.value(i));
                }
            }
            remove.forEach(headers::remove);
        }
    }

    /**
     * Gateway API {@code URLRewrite.hostname}: the copy's {@code Host}, over any {@link HostPolicy}.
     *
     * @param hostname a precise host name, no port
     */
    record HostRewrite(String hostname) implements CopyEdit {
        /** Refuses what is no host. */
        public HostRewrite {
            EditSyntax.host("hostname", hostname);
        }

        @Override
        public String authority(String before) {
            return hostname;
        }
    }

    /**
     * Gateway API {@code ReplaceFullPath}. The query stays.
     *
     * @param path the whole new path
     */
    record FullPathRewrite(String path) implements CopyEdit {
        /** Refuses what is no path. */
        public FullPathRewrite {
            EditSyntax.path("path", path);
        }

        @Override
        public String target(String before) {
            return PathEdits.replaceAll(before, path);
        }
    }

    /**
     * Gateway API {@code ReplacePrefixMatch}. The query stays.
     *
     * @param prefix the prefix that the rule's one match has
     * @param replacement what takes its place; may be empty
     */
    record PrefixRewrite(String prefix, String replacement) implements CopyEdit {
        /** Refuses what is no path. */
        public PrefixRewrite {
            Objects.requireNonNull(prefix, "prefix");
            EditSyntax.path("replacement", replacement);
        }

        @Override
        public String target(String before) {
            return PathEdits.replacePrefix(before, prefix, replacement);
        }
    }
}
