// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Manifests that can't be used, with every error of all of them. The only exception that reading manifests throws.
 *
 * @since 0.1.0
 */
public final class ManifestException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // an immutable list of records of strings and numbers
    private final List<Problem> problems;

    ManifestException(List<Problem> problems) {
        super(message(problems));
        this.problems = List.copyOf(problems);
    }

    /** Every error, by source and position; never empty. */
    public List<Problem> problems() {
        return problems;
    }

    private static String message(List<Problem> problems) {
        String all = problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
        return problems.size() == 1 ? all : problems.size() + " errors in the manifests\n" + all;
    }
}
