// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.spring;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.RunningServer;
import io.trafficmirror.testkit.scenario.ScenarioClient;
import io.trafficmirror.testkit.scenario.ScenarioOutcome;
import io.trafficmirror.testkit.scenario.ScenarioRun;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What a Spring application must not notice of {@code MirrorFilter}, in front of and behind Spring's own filters. It runs three times:
 * without the filter, with it, and with it and an observer of responses. The raw responses must be equal.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SpringMirrorContract implements BodyScenarios, AsyncScenarios, SecurityScenarios {
    private final BlockingQueue<String> news = new LinkedBlockingQueue<>();
    private @Nullable ScenarioRun run;

    /** For one line of Spring Boot. */
    protected SpringMirrorContract() {}

    /** Has the server number its sessions by {@link CountedSessions}. */
    protected abstract Class<?> numberedSessions();

    @Override
    public final BlockingQueue<String> news() {
        return news;
    }

    @Override
    public final ScenarioOutcome runScenario(ScenarioClient client) throws IOException {
        return run().runScenario(client);
    }

    @Override
    public final ScenarioOutcome runScenario(Raw request) throws IOException {
        return runScenario(ScenarioClient.of(request));
    }

    @BeforeAll
    final void startApplications() throws Exception {
        run = applications();
    }

    @AfterAll
    final void stopApplications() throws Exception {
        run().stop();
    }

    @BeforeEach
    final void begin() {
        news.clear();
        run().begin();
    }

    @AfterEach
    final void the_account_closes() {
        run().settle();
    }

    private ScenarioRun run() {
        ScenarioRun running = run;
        if (running == null) {
            throw new IllegalStateException("the applications have not been started");
        }
        return running;
    }

    /** The three applications. */
    ScenarioRun applications() throws Exception {
        return new ScenarioRun("/shop", "/shop/ping", this::start);
    }

    private RunningServer start(@Nullable TrafficMirror mirror) {
        SpringApplication shop = application(Map.of("mirror.enabled", "false"));
        if (mirror != null) {
            shop.addInitializers(context -> MirrorPlace.registerAll(context, mirror));
        }
        return running(shop.run());
    }

    /** The application as it is to be run, with these properties besides. */
    final SpringApplication application(Map<String, String> properties) {
        SpringApplication shop = new SpringApplication(Shop.class, numberedSessions());
        shop.setBannerMode(Banner.Mode.OFF);
        shop.setRegisterShutdownHook(false);
        Map<String, Object> all = new HashMap<>(Map.of(
                "server.port", "0",
                "server.servlet.context-path", "/shop",
                "server.address", "127.0.0.1",
                "spring.mvc.hiddenmethod.filter.enabled", "true",
                "spring.mvc.problemdetails.enabled", "true",
                "spring.servlet.multipart.max-file-size", "64KB",
                "spring.autoconfigure.exclude", Bridge.BRAVE.excludesOther(),
                "logging.level.root", "off"));
        all.putAll(properties);
        shop.setDefaultProperties(all);
        shop.addInitializers(context -> context.getBeanFactory().registerSingleton("news", news));
        return shop;
    }

    /** The application that has been started. */
    static RunningServer running(ConfigurableApplicationContext running) {
        int port = running.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        return new RunningServer(port, running);
    }
}
