// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.jersey;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.jaxrs.MirrorFeature;
import io.trafficmirror.testkit.jaxrs.BodyResource;
import io.trafficmirror.testkit.jaxrs.Ping;
import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.RunningServer;
import io.trafficmirror.testkit.scenario.Scenario;
import io.trafficmirror.testkit.scenario.ScenarioClient;
import io.trafficmirror.testkit.scenario.ScenarioRun;
import java.net.URI;
import org.glassfish.jersey.jdkhttp.JdkHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Jersey on the JDK's own server: no servlet anywhere. Not the whole contract, for this container suspends no response: what comes
 * from another thread it answers as empty or not, also without us.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JerseyOnJdkServerTest {
    private static final String BASE = "/app/s";
    private ScenarioRun run;

    @BeforeAll
    void startServers() throws Exception {
        run = new ScenarioRun(BASE, "/app/ping", JerseyOnJdkServerTest::start);
    }

    @AfterAll
    void stopServers() throws Exception {
        run.stop();
    }

    @BeforeEach
    void begin() {
        run.begin();
    }

    @AfterEach
    void the_account_closes() {
        run.settle();
    }

    @Test
    @Scenario("b30")
    void an_absolute_target_becomes_a_path() throws Exception {
        assertThat(get("http://shop.example" + BASE + "/body/text?q=%20z&x")).isEqualTo(BASE + "/body/text?q=%20z&x");
        assertThat(get("http://shop.example" + BASE + "/body/text")).isEqualTo(BASE + "/body/text");
    }

    @Test
    @Scenario("b30")
    void a_path_with_empty_segments_stays_so() throws Exception {
        assertThat(get(BASE + "//http://shop.example//text?")).isEqualTo(BASE + "//http://shop.example//text?");
    }

    /** The target of the copy. */
    private String get(String target) throws Exception {
        run.begin();
        return run.runScenario(ScenarioClient.of(Raw.get(target, "Connection: keep-alive")))
                .copy()
                .target();
    }

    private static RunningServer start(TrafficMirror mirror) {
        ResourceConfig config = new ResourceConfig(BodyResource.class, Ping.class);
        if (mirror != null) {
            config.register(new MirrorFeature(mirror));
        }
        HttpServer server = JdkHttpServerFactory.createHttpServer(URI.create("http://127.0.0.1:0/app/"), config);
        return new RunningServer(server.getAddress().getPort(), () -> server.stop(0));
    }
}
