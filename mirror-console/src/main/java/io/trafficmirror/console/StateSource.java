// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.console;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.compare.report.Findings;
import io.trafficmirror.compare.verdict.Judgement;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where the page's numbers come from. Immutable.
 *
 * @param findings what was found, if something is compared
 * @param judgement the question that is judged by
 * @param mirror the mirror of this process, if the page is about one
 */
record StateSource(Optional<Supplier<Findings>> findings, Judgement judgement, Optional<TrafficMirror> mirror) {}
