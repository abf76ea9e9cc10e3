// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.servlet;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.testkit.scenario.OrderingContract;
import io.trafficmirror.testkit.scenario.RunningServer;
import io.trafficmirror.testkit.scenario.ScenarioRun;
import jakarta.servlet.Filter;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an application must not notice of a filter that mirrors, and what the shadow must get. Each scenario runs without the filter,
 * with it, and with it and an observer of responses; the three raw responses must be equal.
 *
 * <p>A container that can't comply overrides that one test, and asserts what it does instead, with the reason.
 *
 * @since 0.1.0
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ServletMirrorContract
        implements RequestBodyContract,
                RequestReaderContract,
                ReadersMatrixContract,
                EarlyCloseContract,
                HeldLocksContract,
                FormContract,
                ResponseContract,
                AsyncContract,
                NonBlockingContract,
                FidelityContract,
                StaticContract,
                CompressionContract,
                FaultContract,
                RareCallsContract,
                RareReadsContract,
                TruthContract,
                ListenersContract,
                OrderingContract {
    private final ScenarioHandlers handlers = new ScenarioHandlers((request, response) -> {});
    private final ListenerRecords listenerRecords = new ListenerRecords();
    private @Nullable ScenarioRun run;

    /** For a container's own class. */
    protected ServletMirrorContract() {}

    /** Starts a server on a free port of the loopback address with this application as its root. */
    protected abstract RunningServer start(Site site) throws Exception;

    /** The filter under test, before a mirror that is not its own. Called several times for one mirror. */
    protected abstract Filter filter(TrafficMirror mirror);

    @BeforeAll
    final void startServers(@TempDir Path files) throws Exception {
        StaticFiles.write(files);
        run = new ScenarioRun("/s", "/ping", mirror -> start(site(mirror, files)));
    }

    private Site site(@Nullable TrafficMirror mirror, Path files) {
        Consumer<String> records = listenerRecords.add();
        ScenarioApplication application = mirror == null
                ? new ScenarioApplication(handlers, records, null, null)
                : new ScenarioApplication(handlers, records, filter(mirror), filter(mirror));
        return new Site(application, files, records);
    }

    @AfterAll
    final void stopServers() throws Exception {
        run().stop();
    }

    @Override
    public final String byConnection() {
        return "/s/ordered";
    }

    @Override
    public final String bySession() {
        return "/s/ordered/session";
    }

    @BeforeEach
    final void begin() {
        run().begin();
        handlers.set((request, response) -> {});
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

    @Override
    public final ScenarioHandlers handlers() {
        return handlers;
    }

    @Override
    public final ListenerRecords records() {
        return listenerRecords;
    }
}
