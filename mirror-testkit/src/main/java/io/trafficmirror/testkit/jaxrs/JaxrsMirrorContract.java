// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.jaxrs;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.testkit.scenario.OrderingContract;
import io.trafficmirror.testkit.scenario.RunningServer;
import io.trafficmirror.testkit.scenario.ScenarioRun;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Feature;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/**
 * What an application must not notice of a feature that mirrors, and what the shadow must get. Each scenario runs without the
 * feature, with it, and with it and an observer of responses; the three raw responses must be equal.
 *
 * <p>A runtime that can't comply overrides that one test, and asserts what it does instead, with the reason.
 *
 * @since 0.1.0
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class JaxrsMirrorContract
        implements RequestBodyContract,
                FormContract,
                FilterContract,
                AsyncContract,
                ResponseContract,
                TemplateContract,
                FaultContract,
                OrderingContract {
    private @Nullable ScenarioRun run;

    /** For a runtime's own class. */
    protected JaxrsMirrorContract() {}

    /** Starts a server on a free port of the loopback address with this application below {@code /app}. */
    protected abstract RunningServer start(Application application) throws Exception;

    /** The feature under test, of a mirror that is not its own. */
    protected abstract Feature feature(TrafficMirror mirror);

    /** Providers that not every runtime can do with: a {@code WriterInterceptor}, which blocks. */
    protected Set<Class<?>> more() {
        return Set.of(Zip.class);
    }

    @BeforeAll
    final void startServers() throws Exception {
        run = new ScenarioRun(Scenarios.BASE, "/app/ping", this::startScenarios);
    }

    /** Starts a server with the application of all scenarios; with the feature if there is a mirror for it. */
    private RunningServer startScenarios(@Nullable TrafficMirror mirror) throws Exception {
        return start(new ScenarioApplication(mirror == null ? null : feature(mirror), more()));
    }

    @AfterAll
    final void stopServers() throws Exception {
        ScenarioRun running = run;
        if (running != null) {
            running.stop();
        }
    }

    @Override
    public final String byConnection() {
        return Scenarios.BASE + "/ordered";
    }

    @Override
    public final String bySession() {
        return Scenarios.BASE + "/ordered/session";
    }

    @BeforeEach
    final void begin() {
        run().begin();
    }

    @AfterEach
    final void the_account_closes() {
        run().settle();
    }

    @Override
    public final ScenarioRun run() {
        ScenarioRun running = run;
        if (running == null) {
            throw new IllegalStateException("the servers have not been started");
        }
        return running;
    }
}
