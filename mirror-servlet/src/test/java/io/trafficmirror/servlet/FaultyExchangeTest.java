// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.capture.BodySink;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.testkit.http.RawHttp;
import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.ScenarioRun;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever an exchange or a sink throws at the filter, the client gets the answer that it gets without the filter. Scenario a116. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultyExchangeTest {
    private static final Raw[] REQUESTS = {
        Raw.post("/stream", "abcdef"),
        Raw.post("/reader", "line\nmore", "Content-Type: text/plain;charset=UTF-8"),
        Raw.post("/reader", new byte[] {(byte) 0xFF}, "Content-Type: text/plain;charset=UTF-8"),
        Raw.form("/form?q=1", "a=1&b=2"),
        Raw.post(
                "/parts",
                "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x--\r\n",
                "Content-Type: multipart/form-data; boundary=x"),
        Raw.post("/async", "abcdef"),
        Raw.post("/dispatch", "abcdef"),
        Raw.post("/error", "abc"),
        Raw.post("/prefix", "abcdef"),
        Raw.post("/broken", "abc"),
        Raw.post("/refused", "abc"),
        Raw.get("/reset"),
        Raw.get("/past"),
    };

    private final TestEntry entry = new TestEntry(this::next);
    private final BlockingQueue<FaultyExchange> begun = new LinkedBlockingQueue<>();
    private final List<Server> servers = new ArrayList<>();
    private volatile Method broken;

    private Exchange next() {
        FaultyExchange exchange = new FaultyExchange(broken);
        begun.add(exchange);
        return exchange.exchange();
    }

    /** All but that for the template of a resource, which a filter knows nothing of. */
    static Stream<Method> methods() {
        return Stream.of(Exchange.class, BodySink.class)
                .flatMap(type -> Stream.of(type.getMethods()))
                .filter(method -> !method.getName().equals("template"));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void an_error_in_any_method_reaches_nobody_and_is_counted(Method method) throws Exception {
        broken = method;
        int thrown = 0;
        for (Raw request : REQUESTS) {
            assertThat(answer(servers.get(1), request)).isEqualTo(answer(servers.get(0), request));
            FaultyExchange exchange = begun.take();
            exchange.awaitEnd();
            assertThat(entry.faults).containsAll(exchange.thrown);
            thrown += exchange.thrown.size();
        }
        assertThat(thrown).as("calls of " + method).isPositive();
    }

    @BeforeAll
    void start() throws Exception {
        servers.add(start(null));
        servers.add(start(new MirrorFilter(entry)));
    }

    @AfterAll
    void stop() throws Exception {
        for (Server server : servers) {
            server.stop();
        }
    }

    private static Server start(Filter filter) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        if (filter != null) {
            FilterHolder holder = new FilterHolder(filter);
            holder.setAsyncSupported(true);
            context.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
        }
        ServletHolder holder = new ServletHolder(new EveryWay());
        holder.setAsyncSupported(true);
        holder.getRegistration().setMultipartConfig(new jakarta.servlet.MultipartConfigElement(""));
        context.addServlet(holder, "/*");
        server.setHandler(context);
        server.start();
        return server;
    }

    private static String answer(Server server, Raw request) throws Exception {
        try (RawHttp client = RawHttp.connect(((ServerConnector) server.getConnectors()[0]).getLocalPort())) {
            client.send(request.bytes());
            return ScenarioRun.comparable(client.read());
        }
    }
}
