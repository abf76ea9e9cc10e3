// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.testkit.http.RawHttp;
import io.trafficmirror.testkit.http.RawResponse;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** A running application of Spring Boot with the starter, and what the mirror has said at its start. Confined to one thread. */
final class TestApplication implements AutoCloseable {
    /** Two bridges of tracing are on the class path; an application has one. */
    static final String OTEL =
            "org.springframework.boot.actuate.autoconfigure.tracing.OpenTelemetryTracingAutoConfiguration";

    private final ConfigurableApplicationContext context;
    private final List<String> lines;

    private TestApplication(ConfigurableApplicationContext context, List<String> lines) {
        this.context = context;
        this.lines = lines;
    }

    /** Runs the application with these properties, each {@code name=value}. */
    static TestApplication run(Class<?> source, String... properties) {
        return run(WebApplicationType.SERVLET, new Class<?>[] {source}, properties);
    }

    static TestApplication run(WebApplicationType type, Class<?>[] sources, String... properties) {
        SpringApplication application = new SpringApplication(sources);
        application.setWebApplicationType(type);
        application.setBannerMode(Banner.Mode.OFF);
        application.setRegisterShutdownHook(false);
        application.setLogStartupInfo(false);
        String[] arguments = Stream.concat(
                        Stream.of(
                                "server.port=0",
                                "server.address=127.0.0.1",
                                "logging.config=classpath:logback-starter.xml",
                                "spring.autoconfigure.exclude=" + OTEL,
                                "mirror.limits.ramp-up=0s",
                                "mirror.limits.cpu-share=1"),
                        Stream.of(properties))
                .map(property -> "--" + property)
                .toArray(String[]::new);
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        application.addInitializers(context -> {
            Logger logger = (Logger) LoggerFactory.getLogger(TrafficMirror.class);
            appender.start();
            logger.addAppender(appender);
        });
        ConfigurableApplicationContext running = application.run(arguments);
        ((Logger) LoggerFactory.getLogger(TrafficMirror.class)).detachAppender(appender);
        return new TestApplication(
                running,
                appender.list.stream()
                        .filter(event -> event.getLevel() == Level.INFO)
                        .map(ILoggingEvent::getFormattedMessage)
                        .toList());
    }

    /** What the mirror has said at INFO. */
    List<String> lines() {
        return lines;
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    TrafficMirror mirror() {
        return context.getBean(TrafficMirror.class);
    }

    int port() {
        return port("local.server.port");
    }

    int port(String name) {
        return context.getEnvironment().getRequiredProperty(name, Integer.class);
    }

    RawResponse get(String path) throws IOException {
        return get(port(), path);
    }

    RawResponse get(int port, String path) throws IOException {
        return send(port, "GET " + path + " HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n");
    }

    RawResponse send(int port, String request) throws IOException {
        try (RawHttp client = RawHttp.connect(port)) {
            return client.send(request).read();
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
