// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the errors and warnings of one load. Keeps a bounded number of each. Confined to one thread. */
final class Problems {
    private static final int MOST = 1000;
    private static final Comparator<Problem> BY_POSITION = Comparator.comparing(Problem::source)
            .thenComparingInt(Problem::line)
            .thenComparingInt(Problem::column);

    private final List<Problem> errors = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    void error(Problem error) {
        keep(errors, error);
    }

    void warning(Problem warning) {
        keep(warnings, warning);
    }

    int errors() {
        return errors.size();
    }

    /** The errors so far, as they came. */
    List<Problem> allErrors() {
        return List.copyOf(errors);
    }

    private static void keep(List<Problem> list, Problem one) {
        if (list.size() < MOST && !list.contains(one)) {
            list.add(one);
        }
    }

    /** The warnings so far, by position. */
    List<Problem> warnings() {
        return warnings.stream().sorted(BY_POSITION).toList();
    }

    /** Throws everything collected, if there is an error in it. */
    void throwErrors() {
        if (!errors.isEmpty()) {
            throw new ManifestException(errors.stream().sorted(BY_POSITION).toList());
        }
    }
}
