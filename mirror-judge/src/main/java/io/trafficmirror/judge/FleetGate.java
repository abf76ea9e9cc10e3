// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.judge;

import io.trafficmirror.compare.gate.Gate;
import io.trafficmirror.compare.gate.GateHandler;
import io.trafficmirror.compare.gate.GateResponse;
import io.trafficmirror.compare.gate.LiveVerdict;
import io.trafficmirror.compare.report.Experiment;
import io.trafficmirror.compare.report.Report;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Answers for the experiment that is asked for: {@code ?candidate=orders+2.4.1} or {@code ?experiment=ID}; without either for the only one. {@code
 * experiments} lists them. Before the judge has read what was found by then, 503: the sum of a part of the fleet is no verdict over it. Safe for concurrent use.
 */
final class FleetGate implements Gate {
    private static final String TEXT = "text/plain; charset=utf-8";

    private final MirrorJudge judge;
    private final Function<LiveVerdict, GateHandler> handlers;
    private final GateHandler none;
    private final Map<String, GateHandler> known = new ConcurrentHashMap<>();

    FleetGate(MirrorJudge judge, Function<LiveVerdict, GateHandler> handlers) {
        this.judge = judge;
        this.handlers = handlers;
        Report nothing =
                new Report(new Experiment("nothing was sent yet", ""), io.trafficmirror.compare.evidence.Evidence.NONE);
        this.none = handlers.apply(LiveVerdict.over(
                () -> nothing, () -> io.trafficmirror.compare.verdict.FailLatch.OPEN, judge.judgement()));
    }

    @Override
    public GateResponse handle(String method, String path, String query, String authorization) {
        Map<String, Experiment> experiments = judge.experiments();
        GateResponse unchosen = none.handle(method, path, query, authorization);
        if (unchosen.status() == 401 || unchosen.status() == 405) {
            return unchosen;
        }
        if (!judge.isReady()) {
            return new GateResponse(503, TEXT, "the judge still reads what it had found\n");
        }
        if (path.equals("experiments")) {
            return new GateResponse(200, TEXT, list(experiments));
        }
        if (experiments.isEmpty()) {
            return unchosen;
        }
        Optional<String> id = chosen(experiments, query);
        return id.map(one -> known.computeIfAbsent(one, this::handler).handle(method, path, query, authorization))
                .orElseGet(() -> new GateResponse(
                        412, TEXT, "candidate or experiment: must be one of these\n" + list(experiments)));
    }

    private GateHandler handler(String id) {
        return handlers.apply(judge.verdict(id));
    }

    private static String list(Map<String, Experiment> experiments) {
        StringBuilder text = new StringBuilder();
        experiments.forEach((id, experiment) ->
                text.append(id).append(' ').append(experiment.candidate()).append('\n'));
        return text.toString();
    }

    private static Optional<String> chosen(Map<String, Experiment> experiments, String query) {
        Optional<String> experiment = parameter(query, "experiment");
        Optional<String> candidate = parameter(query, "candidate");
        var matching = experiments.entrySet().stream()
                .filter(entry -> experiment.map(entry.getKey()::equals).orElse(true))
                .filter(entry ->
                        candidate.map(entry.getValue().candidate()::equals).orElse(true))
                .toList();
        return matching.size() == 1 ? Optional.of(matching.get(0).getKey()) : Optional.empty();
    }

    private static Optional<String> parameter(String query, String name) {
        return Arrays.stream(query.split("&", -1))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst();
    }
}
