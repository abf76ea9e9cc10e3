// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;

/**
 * Pipelines as their sources say that they ask a gate, in little: the files of {@code examples/gates} are what they are given. Time is what happens
 * between two questions. Confined to one thread.
 */
final class Pipelines {
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI gate;
    private final Runnable between;

    /**
     * Pipelines before a gate.
     *
     * @param gate where it really listens
     * @param between what happens between two questions
     */
    Pipelines(URI gate, Runnable between) {
        this.gate = gate;
        this.between = between;
    }

    /** The address of a file, at the port of the test. */
    private URI real(String url) {
        URI asked = URI.create(url);
        return gate.resolve(asked.getRawPath() + (asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery()));
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /**
     * Argo Rollouts: its web provider and its analysis run. GET; a status that is not 2xx is an Error, five of which in a row end the run; with both
     * conditions and neither true it is Inconclusive, of which more than {@code inconclusiveLimit} end it; {@code consecutiveSuccessLimit} ends it well;
     * {@code count} reached without that is Inconclusive.
     *
     * @return Successful, Failed, Inconclusive or Error
     */
    String argo(Yaml template, String token) throws IOException, InterruptedException {
        Yaml metric = template.at("spec", "metrics", 0);
        Yaml web = metric.at("provider", "web");
        int failures = 0;
        int inconclusive = 0;
        int errors = 0;
        int successes = 0;
        for (int i = 0; i < metric.at("count").number(); i++) {
            String phase = argoMeasurement(metric, web, token);
            errors = phase.equals("Error") ? errors + 1 : 0;
            successes = phase.equals("Successful") ? successes + 1 : 0;
            failures += phase.equals("Failed") ? 1 : 0;
            inconclusive += phase.equals("Inconclusive") ? 1 : 0;
            if (failures > metric.at("failureLimit").number()) {
                return "Failed";
            }
            if (inconclusive
                    > (metric.has("inconclusiveLimit")
                            ? metric.at("inconclusiveLimit").number()
                            : 0)) {
                return "Inconclusive";
            }
            if (errors > 4) {
                return "Error";
            }
            if (successes >= metric.at("consecutiveSuccessLimit").number()) {
                return "Successful";
            }
            between.run();
        }
        return "Inconclusive";
    }

    private String argoMeasurement(Yaml metric, Yaml web, String token) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(real(web.at("url").text().replace("{{args.app}}", "app")));
        for (Yaml header : web.at("headers").items()) {
            request.header(header.at("key").text(), header.at("value").text().replace("{{args.token}}", token));
        }
        HttpResponse<String> response = send(request.build());
        if (response.statusCode() / 100 != 2) {
            return "Error";
        }
        String field = web.at("jsonPath").text().replaceAll("^\\{\\$\\.(\\w+)}$", "$1");
        String result = Yaml.parse(response.body()).at(field).text();
        boolean good = metric.at("successCondition").text().equals("result == \"" + result + "\"");
        boolean bad = metric.at("failureCondition").text().equals("result == \"" + result + "\"");
        return bad ? "Failed" : good ? "Successful" : "Inconclusive";
    }

    /**
     * Flagger: one webhook of a type. POST of JSON; a status above 202 fails, and the body is the event's text; 5xx and 429 are tried again, and their
     * body is lost.
     *
     * @return empty where the hook succeeded, else the event's text
     */
    String flagger(Yaml canary, String type) throws IOException, InterruptedException {
        for (Yaml hook : canary.at("spec", "analysis", "webhooks").items()) {
            if (hook.at("type").text().equals(type)) {
                HttpResponse<String> response =
                        send(HttpRequest.newBuilder(real(hook.at("url").text()))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "{\"name\":\"app\",\"namespace\":\"test\",\"phase\":\"Progressing\","
                                                + "\"checksum\":\"85d557f47b\",\"metadata\":{}}"))
                                .build());
                if (response.statusCode() >= 500 || response.statusCode() == 429) {
                    return "giving up after 1 attempt(s)";
                }
                return response.statusCode() > 202 ? response.body() : "";
            }
        }
        throw new IllegalArgumentException("no hook of type " + type);
    }

    /**
     * Orca: a webhook stage that polls. A number at the path is per cent, of which only 100 is success; a word that is in neither list keeps it polling.
     *
     * @return SUCCEEDED, TERMINAL, or RUNNING after so many polls
     */
    String orca(Yaml stage, String token, int polls) throws IOException, InterruptedException {
        String field = stage.at("statusJsonPath").text().replaceAll("^\\$\\.(\\w+)$", "$1");
        for (int i = 0; i < polls; i++) {
            HttpResponse<String> response = send(HttpRequest.newBuilder(
                            real(stage.at("statusEndpoint").text()))
                    .header(
                            "Authorization",
                            stage.at("customHeaders", "Authorization").text().replace("${#readToken}", token))
                    .build());
            Object value = Yaml.parse(response.body()).at(field).root();
            if (value instanceof Number percent) {
                if (percent.intValue() == 100) {
                    return "SUCCEEDED";
                }
            } else if (words(stage, "successStatuses").contains(value)) {
                return "SUCCEEDED";
            } else if (words(stage, "terminalStatuses").contains(value)) {
                return "TERMINAL";
            }
            between.run();
        }
        return "RUNNING";
    }

    private static List<Object> words(Yaml stage, String name) {
        return Arrays.<Object>asList((Object[]) stage.at(name).text().split(","));
    }

    /** The arguments of a Job's container, with the address of the test. */
    String[] job(Yaml job) {
        return job.at("spec", "template", "spec", "containers", 0, "args").items().stream()
                .map(Yaml::text)
                .map(argument -> argument.startsWith("http") ? real(argument).toString() : argument)
                .toArray(String[]::new);
    }
}
