// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.testkit.http.RawHttp;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An application that Spring Boot's plugins have processed ahead of time, run on the JVM: the same three steps, without a plugin. */
public abstract class AheadOfTimeContract {
    private static final String APPLICATION = AheadOfTimeApplication.class.getName();
    private static final String PORT = AheadOfTimeApplication.PORT;

    /** For one line of Spring Boot. */
    protected AheadOfTimeContract() {}

    private static Process java(String classPath, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dspring.autoconfigure.exclude=" + Bridge.BRAVE.excludesOther(),
                "-cp",
                classPath));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static void processed(Path sources, Path resources, Path classes) throws Exception {
        Process processor = java(
                System.getProperty("java.class.path"),
                "org.springframework.boot.SpringApplicationAotProcessor",
                APPLICATION,
                sources.toString(),
                resources.toString(),
                classes.toString(),
                "com.example",
                "demo");
        String said = new String(processor.getInputStream().readAllBytes(), UTF_8);
        assertThat(processor.waitFor()).as(said).isZero();
        List<String> arguments = new ArrayList<>(List.of(
                "-proc:none",
                "-nowarn",
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path") + File.pathSeparator + classes));
        try (Stream<Path> files = Files.walk(sources)) {
            files.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(new String[0])))
                .isZero();
    }

    @Test
    @Timeout(600)
    void a_processed_application_copies(@TempDir Path directory) throws Exception {
        Path sources = Files.createDirectory(directory.resolve("sources"));
        Path resources = Files.createDirectory(directory.resolve("resources"));
        Path classes = Files.createDirectory(directory.resolve("classes"));
        processed(sources, resources, classes);
        try (Stream<Path> generated = Files.walk(sources)) {
            assertThat(generated.map(Path::toString)).anyMatch(name -> name.contains("MirrorAutoConfiguration"));
        }
        String classPath = String.join(
                File.pathSeparator, classes.toString(), resources.toString(), System.getProperty("java.class.path"));
        try (RecordingShadow shadow = RecordingShadow.start()) {
            Process running = java(
                    classPath,
                    "-Dspring.aot.enabled=true",
                    APPLICATION,
                    "--server.port=0",
                    "--server.address=127.0.0.1",
                    "--spring.security.user.name=owner",
                    "--spring.security.user.password=tea",
                    "--mirror.routes.orders.to=" + shadow.uri(),
                    "--mirror.limits.ramp-up=0s",
                    "--mirror.limits.cpu-share=1");
            try {
                ask(port(running));
                assertThat(shadow.awaitRequests(1, Duration.ofSeconds(60))
                                .get(0)
                                .target())
                        .isEqualTo("/orders/1");
                running.getOutputStream().close();
                assertThat(running.waitFor()).isZero();
            } finally {
                running.destroyForcibly();
            }
        }
    }

    private static int port(Process running) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(running.getInputStream(), UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(PORT)) {
                assertThat(said.toString()).contains("Starting AOT-processed").contains("Mirroring 1/1 of orders");
                return Integer.parseInt(line.substring(PORT.length()));
            }
            said.append(line).append('\n');
        }
        throw new AssertionError(said.toString());
    }

    private static void ask(int port) throws IOException {
        try (RawHttp client = RawHttp.connect(port)) {
            client.send("GET /orders/1 HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n"
                    + SecurityScenarios.OWNER + "\r\n\r\n");
            assertThat(client.read().body().text()).isEqualTo("tea");
        }
    }
}
