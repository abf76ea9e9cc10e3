// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.BasicAuthenticator;
import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.compare.ComparingObserver;
import io.trafficmirror.compare.gate.GateHandler;
import io.trafficmirror.compare.gate.GateServer;
import io.trafficmirror.compare.gate.LiveVerdict;
import io.trafficmirror.compare.verdict.Judgement;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsoleHttpHandlerTest {
    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString("alice:secret".getBytes(StandardCharsets.UTF_8));

    private final HttpClient client = HttpClient.newHttpClient();
    private final ComparingObserver observer = ComparingObserver.builder().build();
    private final LiveVerdict live = new LiveVerdict(observer, "orders 2", Judgement.defaults());
    private final TrafficMirror mirror = TrafficMirror.builder()
            .route(MirrorRoute.to("http://127.0.0.1:1"))
            .observer(observer)
            .build();
    private final MirrorConsole console = MirrorConsole.builder()
            .mirror(mirror)
            .verdict(live)
            .authoriser((action, request) -> request.user())
            .build();
    private GateServer server;

    @BeforeEach
    void start() throws Exception {
        server = GateServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), GateHandler.guardedElsewhere(live));
        server.mount("console", new ConsoleHttpHandler(console)).setAuthenticator(new BasicAuthenticator("mirror") {
            @Override
            public boolean checkCredentials(String user, String password) {
                return user.equals("alice") && password.equals("secret");
            }
        });
    }

    @AfterEach
    void stop() {
        server.close();
        mirror.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.address().getPort() + "/mirror/" + path))
                .header("Authorization", BASIC);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void is_served_beside_the_gate_on_one_port() throws Exception {
        assertThat(send(request("verdict")).statusCode()).isEqualTo(200);
        HttpResponse<String> page = send(request("console/"));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<title>Traffic Mirror</title>");
        assertThat(send(request("console/api/v1/state")).body()).contains("\"outcome\":\"INSUFFICIENT\"");
        assertThat(send(request("console/api/v1/events")).statusCode()).isEqualTo(204);
        HttpResponse<String> bare = send(request("console"));
        assertThat(bare.statusCode()).isEqualTo(302);
        assertThat(bare.headers().firstValue("Location")).hasValue("console/");
        assertThat(send(request("consoles")).statusCode()).isEqualTo(404);
        HttpResponse<String> head = send(request("console/").method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void whom_the_server_knows_may_act_and_who_has_not_said_who_they_are_sees_nothing() throws Exception {
        HttpResponse<String> stranger = client.send(
                HttpRequest.newBuilder(URI.create(
                                "http://127.0.0.1:" + server.address().getPort() + "/mirror/console/"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(stranger.statusCode()).isEqualTo(401);
        String token = send(request("console/api/v1/state")).body().replaceAll("(?s).*\"token\":\"([^\"]*)\".*", "$1");
        HttpResponse<String> paused = send(request("console/api/v1/actions/pause")
                .header("Content-Type", "application/json")
                .header("X-Mirror-Token", token)
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
        assertThat(paused.statusCode()).isEqualTo(204);
        assertThat(mirror.isPaused()).isTrue();
        assertThat(send(request("console/api/v1/state")).body())
                .contains("\"paused\":true")
                .contains("\"who\":\"alice\"");
    }
}
