// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import java.util.StringJoiner;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which property ended a start, what was given and what is allowed. Stateless. */
final class MirrorFailureAnalyzer extends AbstractFailureAnalyzer<MirrorSettingsException> {
    /** For Spring Boot. */
    MirrorFailureAnalyzer() {}

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MirrorSettingsException cause) {
        StringJoiner description = new StringJoiner(System.lineSeparator());
        description.add("Traffic Mirror can't use these settings:");
        description.add("");
        cause.problems().forEach(problem -> description.add("    " + problem));
        return new FailureAnalysis(
                description.toString(),
                "Change the property, or leave it out, or switch mirroring off by mirror.enabled=false.",
                cause);
    }
}
