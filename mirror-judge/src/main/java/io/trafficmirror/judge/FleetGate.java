// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.judge;

import io.trafficmirror.compare.evidence.Evidence;
import io.trafficmirror.compare.gate.Gate;
import io.trafficmirror.compare.gate.GateHandler;
import io.trafficmirror.compare.gate.GateResponse;
import io.trafficmirror.compare.gate.LiveVerdict;
import io.trafficmirror.compare.report.Experiment;
import io.trafficmirror.compare.report.Report;
import io.trafficmirror.compare.verdict.FailLatch;
import io.trafficmirror.compare.verdict.Judgement;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Answers for the experiment that is asked for: {@code ?candidate=orders+2.4.1} or {@code ?experiment=ID}; without either for the only one. {@code
 * experiments} lists them. Before the judge has read what was found by then, the verdict is INSUFFICIENT and says so, and there is no report (412): the sum of a
 * part of the fleet is none over it. Safe for concurrent use.
 */
final class FleetGate implements Gate {
    private static final String READING = "the judge still reads what it had found";
    private static final String TEXT = "text/plain; charset=utf-8";

    private final BooleanSupplier ready;
    private final Supplier<Map<String, Experiment>> all;
    private final Function<String, GateHandler> handlers;
    private final GateHandler none;
    private final Map<String, GateHandler> known = new ConcurrentHashMap<>();

    /**
     * A gate.
     *
     * @param ready whether all was read that had been found before
     * @param all what was sent so far, by the id of the experiment
     * @param verdicts of an experiment, by its id
     * @param handlers answers for a verdict
     */
    FleetGate(
            BooleanSupplier ready,
            Supplier<Map<String, Experiment>> all,
            Function<String, LiveVerdict> verdicts,
            Judgement judgement,
            Function<LiveVerdict, GateHandler> handlers) {
        this.ready = ready;
        this.all = all;
        this.handlers = id -> handlers.apply(verdicts.apply(id));
        Report nothing = new Report(new Experiment("nothing was sent yet", ""), Evidence.NONE, true);
        this.none = handlers.apply(LiveVerdict.over(() -> nothing, () -> FailLatch.OPEN, judgement));
    }

    @Override
    public GateResponse handle(String method, String path, String query, String authorization) {
        GateResponse unchosen = none.handle(method, path, query, authorization);
        if (unchosen.status() == 401 || unchosen.status() == 405) {
            return unchosen;
        }
        if (!ready.getAsBoolean()) {
            return reading(path, unchosen);
        }
        Map<String, Experiment> experiments = all.get();
        if (path.equals("experiments")) {
            return new GateResponse(200, TEXT, list(experiments));
        }
        if (experiments.isEmpty()) {
            return unchosen;
        }
        Optional<String> id = chosen(experiments, query);
        return id.map(one -> known.computeIfAbsent(one, handlers).handle(method, path, query, authorization))
                .orElseGet(() -> new GateResponse(
                        412, TEXT, "candidate or experiment: must be one of these\n" + list(experiments)));
    }

    /** Of nothing the verdict is INSUFFICIENT too: only the reason is another. */
    private static GateResponse reading(String path, GateResponse ofNothing) {
        if (path.equals("verdict")) {
            String json = "{\"verdict\":\"INSUFFICIENT\",\"code\":2,\"reason\":\"" + READING + "\",\"needs\":null}";
            return new GateResponse(200, ofNothing.contentType(), json);
        }
        boolean isGate = path.equals("gate") && !ofNothing.body().startsWith("ok:");
        return isGate
                ? new GateResponse(ofNothing.status(), TEXT, "INSUFFICIENT: " + READING + "\n")
                : new GateResponse(412, TEXT, path.equals("gate") ? ofNothing.body() : READING + "\n");
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
