// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import io.trafficmirror.copy.CopyEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A mirror of a rule with what shapes its copies. Immutable.
 *
 * @param mirror the filter
 * @param edits in the order in which they apply
 */
record PlacedMirror(FilterManifest.Mirror mirror, List<CopyEdit> edits) {
    /** Copies the list. */
    PlacedMirror {
        edits = List.copyOf(edits);
    }

    /** The mirrors of the rule, then those of the backend that this process is. */
    static List<PlacedMirror> of(RuleManifest rule, Optional<String> primary) {
        List<FilterManifest> ofBackend = backendFilters(rule, primary);
        List<PlacedMirror> mirrors = new ArrayList<>();
        List<CopyEdit> edits = new ArrayList<>();
        walk(rule.filters(), edits, editsOf(ofBackend), mirrors);
        walk(ofBackend, edits, List.of(), mirrors);
        check(rule.filters(), ofBackend);
        return mirrors;
    }

    private static void walk(
            List<FilterManifest> filters, List<CopyEdit> edits, List<CopyEdit> last, List<PlacedMirror> mirrors) {
        for (FilterManifest filter : filters) {
            if (filter instanceof FilterManifest.Edit edit) {
                edits.addAll(edit.edits());
            } else if (filter instanceof FilterManifest.Mirror mirror) {
                List<CopyEdit> all = new ArrayList<>(edits);
                all.addAll(last);
                mirrors.add(new PlacedMirror(mirror, all));
            }
        }
    }

    /** A mirror of the backend comes after all filters of the rule, and the backend's edits shape the copies of the rule's mirrors too. */
    private static void check(List<FilterManifest> ofRule, List<FilterManifest> ofBackend) {
        int last = lastMirror(ofRule);
        int lastOfBackend = lastMirror(ofBackend);
        customs(ofRule, lastOfBackend >= 0 ? ofRule.size() : last);
        customs(ofBackend, lastOfBackend);
        if (last >= 0 && lastOfBackend < 0) {
            unused(ofRule, last);
        } else if (last < 0 && lastOfBackend >= 0) {
            unused(ofBackend, lastOfBackend);
        }
    }

    private static void unused(List<FilterManifest> filters, int lastMirror) {
        filters.stream()
                .skip(lastMirror)
                .filter(FilterManifest.Edit.class::isInstance)
                .forEach(filter -> filter.at().warn("shapes no copy: no RequestMirror comes after it"));
    }

    private static void customs(List<FilterManifest> filters, int lastMirror) {
        for (int i = 0; i < filters.size(); i++) {
            if (filters.get(i) instanceof FilterManifest.Custom custom) {
                custom(custom, i < lastMirror);
            }
        }
    }

    private static void custom(FilterManifest filter, boolean shapesCopies) {
        if (shapesCopies) {
            filter.at()
                    .error(
                            "must not be an ExtensionRef before a RequestMirror: custom filters can't be applied here, and"
                                    + " the Gateway API forbids to skip them");
        } else {
            filter.at().warn("is ignored: custom filters (ExtensionRef) can't be applied to copies");
        }
    }

    private static int lastMirror(List<FilterManifest> filters) {
        int last = -1;
        for (int i = 0; i < filters.size(); i++) {
            last = filters.get(i) instanceof FilterManifest.Mirror ? i : last;
        }
        return last;
    }

    private static List<CopyEdit> editsOf(List<FilterManifest> filters) {
        List<CopyEdit> edits = new ArrayList<>();
        for (FilterManifest filter : filters) {
            if (filter instanceof FilterManifest.Edit edit) {
                edits.addAll(edit.edits());
            }
        }
        return edits;
    }

    /** The filters of the backend that requests of this rule came to: the one that is named, or the only one with a weight. */
    private static List<FilterManifest> backendFilters(RuleManifest rule, Optional<String> primary) {
        List<BackendManifest> chosen = rule.backends().stream()
                .filter(b -> primary.map(b.id().name()::equals).orElse(b.weight() > 0))
                .toList();
        if (chosen.size() == 1) {
            return chosen.get(0).filters();
        }
        for (BackendManifest backend : rule.backends()) {
            for (FilterManifest filter : backend.filters()) {
                filter.at()
                        .warn(
                                "is ignored: which of the rule's backends this process is, is not known; a MirrorPolicy may"
                                        + " name it (primary)");
            }
        }
        return List.of();
    }
}
