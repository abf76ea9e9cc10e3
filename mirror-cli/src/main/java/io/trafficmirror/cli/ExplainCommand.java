// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trafficmirror.compare.PlaceExplainer;
import io.trafficmirror.config.Explanation;
import io.trafficmirror.config.Loaded;
import io.trafficmirror.config.RouteExplainer;
import io.trafficmirror.experiment.ExperimentPlan;
import io.trafficmirror.experiment.PlaceRule;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code explain}: which rule wins for a request, and what its copies look like. */
@Command(
        name = "explain",
        exitCodeOnInvalidInput = ExitStatus.WRONG_COMMAND,
        exitCodeOnExecutionException = ExitStatus.UNREADABLE,
        description = "Tells which rule wins for a request, which lose and why, and what the copies look like.",
        footer = {"", "Exit status: 0 good, 1 the manifests have errors, 2 the command line is wrong."})
final class ExplainCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec spec;

    @Mixin
    private final ManifestOptions manifests = new ManifestOptions();

    @Option(names = "--host", paramLabel = "HOST", description = "Host of the request, with its port if it has one.")
    private @Nullable String host;

    @Option(names = "--method", paramLabel = "METHOD", description = "Method of the request, by default GET.")
    private @Nullable String method;

    @Option(names = "--path", paramLabel = "PATH", description = "Target of the request, query and all, by default /.")
    private @Nullable String path;

    @Option(names = "--header", paramLabel = "NAME:VALUE", description = "A field of the request. May be repeated.")
    private List<String> headers = new ArrayList<>();

    @Option(
            names = "--stdin-json",
            description = {
                "Many requests: one JSON object a line in,",
                "{\"host\",\"method\",\"path\",\"headers\":{name: value or [values]}}, one a line out."
            })
    private boolean stdinJson;

    @Option(
            names = "--place",
            paramLabel = "PATH",
            description = "A place in its response, such as $.items[*].price: tells how it is compared.")
    private @Nullable String place;

    ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        RequestHead request = request();
        Optional<Loaded> loaded = manifests.load(console);
        if (loaded.isEmpty()) {
            return ExitStatus.INVALID;
        }
        RouteExplainer explainer = RouteExplainer.of(loaded.get().routes());
        if (stdinJson) {
            lines(explainer);
        } else {
            Explanation explanation = explainer.explain(request);
            List<String> lines = ExplanationText.write(request, explanation);
            lines.addAll(places(explanation, loaded.get().plan()));
            lines.forEach(console.out()::println);
        }
        return 0;
    }

    /** How the place that was asked for is compared. */
    private List<String> places(Explanation explanation, ExperimentPlan plan) {
        String asked = place;
        if (asked == null) {
            return List.of();
        }
        try {
            Optional<PlaceRule> rule = explanation
                    .winner()
                    .flatMap(hit -> plan.scope(hit.route().name(), hit.rule()))
                    .flatMap(scope -> PlaceExplainer.rule(scope, asked));
            return List.of(
                    "", "place " + asked + ": " + rule.map(ExplainCommand::said).orElse("compared as it is"));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--place: " + e.getMessage(), e);
        }
    }

    private static String said(PlaceRule rule) {
        return rule.how().text() + ", by the rule for " + rule.path();
    }

    private RequestHead request() {
        if (stdinJson && (host != null || method != null || path != null || !headers.isEmpty())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--stdin-json: the requests come as lines, without --host, --method, --path and --header");
        }
        try {
            return RequestJson.head(or(host, ""), or(method, "GET"), or(path, "/"), fields());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private Headers.Builder fields() {
        Headers.Builder fields = Headers.builder(4);
        for (String line : headers) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException("--header: must be name:value, was " + line);
            }
            String name = line.substring(0, colon).strip();
            fields.add(name, RequestJson.value(name, line.substring(colon + 1).strip()));
        }
        return fields;
    }

    private void lines(RouteExplainer explainer) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(console.in(), UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            console.out().print(explained(explainer, line) + "\n");
            console.out().flush();
        }
    }

    private static String explained(RouteExplainer explainer, String line) {
        try {
            return ExplanationJson.write(explainer.decide(RequestJson.read(line)));
        } catch (IllegalArgumentException e) {
            return ExplanationJson.error(String.valueOf(e.getMessage()));
        }
    }

    private static String or(@Nullable String given, String otherwise) {
        return given == null ? otherwise : given;
    }
}
