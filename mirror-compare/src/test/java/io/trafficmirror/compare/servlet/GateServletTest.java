// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.compare.ComparingObserver;
import io.trafficmirror.compare.gate.GateHandler;
import io.trafficmirror.compare.gate.LiveVerdict;
import io.trafficmirror.compare.verdict.Judgement;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GateServletTest {
    private static final String TOKEN = "a-token-of-some-length";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Server server = new Server(0);

    @BeforeEach
    void start() throws Exception {
        LiveVerdict verdict = new LiveVerdict(ComparingObserver.builder().build(), "orders 2", Judgement.defaults());
        ServletContextHandler context = new ServletContextHandler("/app");
        context.addServlet(new GateServlet(GateHandler.withToken(verdict, TOKEN)), "/mirror/*");
        server.setHandler(context);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    private HttpResponse<String> ask(String method, String path, String token) throws Exception {
        URI uri = server.getURI().resolve("/app/mirror" + path);
        return client.send(
                HttpRequest.newBuilder(uri)
                        .header("Authorization", "Bearer " + token)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void it_answers_as_the_gate_on_a_port_of_its_own() throws Exception {
        HttpResponse<String> verdict = ask("GET", "/verdict", TOKEN);

        assertThat(verdict.statusCode()).isEqualTo(200);
        assertThat(verdict.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(verdict.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(verdict.body()).startsWith("{\"verdict\":\"INSUFFICIENT\",\"code\":2,");
        assertThat(ask("POST", "/gate?ok=PASS,INSUFFICIENT", TOKEN).statusCode())
                .isEqualTo(200);
        assertThat(ask("GET", "/gate?ok=PASS", TOKEN).statusCode()).isEqualTo(412);
        assertThat(ask("GET", "/gate?ok=PASS", TOKEN).body()).startsWith("INSUFFICIENT: ");
        assertThat(ask("HEAD", "/verdict", TOKEN).statusCode()).isEqualTo(200);
    }

    @Test
    void it_refuses_a_wrong_token_another_method_and_another_path() throws Exception {
        assertThat(ask("GET", "/verdict", "another-token-of-length").statusCode())
                .isEqualTo(401);
        assertThat(ask("DELETE", "/verdict", TOKEN).statusCode()).isEqualTo(405);
        assertThat(ask("GET", "/none", TOKEN).statusCode()).isEqualTo(404);
        assertThat(ask("GET", "", TOKEN).statusCode()).isEqualTo(404);
    }
}
