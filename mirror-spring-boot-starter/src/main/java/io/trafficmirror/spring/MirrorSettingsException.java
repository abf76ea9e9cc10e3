// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Properties below {@code mirror} that can't be used, with every error in them. It ends the start.
 *
 * @since 0.1.0
 */
public final class MirrorSettingsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // an immutable list of records of strings
    private final List<SettingProblem> problems;

    MirrorSettingsException(List<SettingProblem> problems) {
        super(problems.stream().map(SettingProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** Every error; never empty. */
    public List<SettingProblem> problems() {
        return problems;
    }
}
