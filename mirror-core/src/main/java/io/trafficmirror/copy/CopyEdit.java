// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.copy;

import io.trafficmirror.http.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** One filter of a rule that shapes the copy, and only the copy. Edits apply in list order. Immutable. */
public sealed interface CopyEdit {
    /** Changes what the copy will look like. */
    void applyTo(CopyDraft draft);

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
        public void applyTo(CopyDraft draft) {
            draft.edit(set, add, remove);
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
        public void applyTo(CopyDraft draft) {
            draft.rewriteHost(hostname);
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
        public void applyTo(CopyDraft draft) {
            draft.rewriteTarget(target -> PathEdits.replaceAll(target, path));
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
        public void applyTo(CopyDraft draft) {
            draft.rewriteTarget(target -> PathEdits.replacePrefix(target, prefix, replacement));
        }
    }
}
