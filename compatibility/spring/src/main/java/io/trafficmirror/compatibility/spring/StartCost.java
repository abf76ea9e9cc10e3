// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.spring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** What the starter costs a start: one process without it on the class path and one with it, in turn, each with one route; medians. */
public final class StartCost {
    private static final String RESULT = "started ";

    private StartCost() {}

    /** How long a process took until it served, by the clock and of the CPU, and how many beans it had then. */
    private record Start(long millis, long cpuMillis, int beans, int ofStarter) {}

    /**
     * Measures.
     *
     * @param arguments how many pairs of processes
     */
    public static void main(String[] arguments) throws Exception {
        int pairs = Integer.parseInt(arguments[0]);
        String with = System.getProperty("java.class.path");
        String without = Arrays.stream(with.split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("mirror-spring-boot-starter")
                        && !entry.contains("mirror-servlet")
                        && !entry.contains("mirror-config")
                        && !entry.contains("mirror-compare")
                        && !entry.contains("mirror-core"))
                .collect(Collectors.joining(File.pathSeparator));
        run(without);
        Start last = run(with);
        List<Start> bares = new ArrayList<>();
        List<Start> mirrored = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            boolean first = i % 2 == 0;
            Start one = run(first ? without : with);
            Start other = run(first ? with : without);
            bares.add(first ? one : other);
            mirrored.add(first ? other : one);
        }
        say("by the clock", bares, mirrored, Start::millis);
        say("of the CPU", bares, mirrored, Start::cpuMillis);
        System.out.printf(
                Locale.ROOT,
                "beans: without %d, with %d; %d are called mirror…, the others bind properties%n",
                bares.get(0).beans,
                last.beans,
                last.ofStarter);
    }

    private static void say(String what, List<Start> bares, List<Start> mirrored, ToDoubleFunction<Start> of) {
        int pairs = bares.size();
        double[] base = new double[pairs];
        double[] more = new double[pairs];
        double[] ratios = new double[pairs];
        for (int i = 0; i < pairs; i++) {
            base[i] = of.applyAsDouble(bares.get(i));
            more[i] = of.applyAsDouble(mirrored.get(i)) - base[i];
            ratios[i] = of.applyAsDouble(mirrored.get(i)) / base[i];
        }
        System.out.printf(
                Locale.ROOT,
                "%d pairs, %s: without %.0f ms, with %+.0f ms (quartiles %+.0f..%+.0f), ratio %.3f%n",
                pairs,
                what,
                quantile(base, 0.5),
                quantile(more, 0.5),
                quantile(more, 0.25),
                quantile(more, 0.75),
                quantile(ratios, 0.5));
    }

    private static double quantile(double[] values, double at) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(at * (sorted.length - 1)))];
    }

    private static Start run(String classPath) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        Once.class.getName()))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        int from = said.indexOf(RESULT);
        if (process.waitFor() != 0 || from < 0) {
            throw new IllegalStateException("the application did not start: " + said);
        }
        String line = said.substring(from + RESULT.length()).lines().findFirst().orElseThrow();
        String[] numbers = line.split(" ", -1);
        return new Start(
                Long.parseLong(numbers[0]),
                Long.parseLong(numbers[1]),
                Integer.parseInt(numbers[2]),
                Integer.parseInt(numbers[3]));
    }

    /** One start. */
    public static final class Once {
        private Once() {}

        /** Starts, says how it went, and ends. */
        public static void main(String[] arguments) {
            SpringApplication application = new SpringApplication(PageContract.DemoApplication.class);
            application.setBannerMode(Banner.Mode.OFF);
            application.setDefaultProperties(Map.of(
                    "server.port", "0",
                    "logging.level.root", "off",
                    "spring.autoconfigure.exclude", Bridge.BRAVE.excludesOther(),
                    "mirror.routes.orders.to", "http://127.0.0.1:9"));
            try (ConfigurableApplicationContext running = application.run()) {
                long millis = System.currentTimeMillis()
                        - ManagementFactory.getRuntimeMXBean().getStartTime();
                long own = Arrays.stream(running.getBeanDefinitionNames())
                        .filter(name -> name.startsWith("mirror") || name.startsWith("trafficMirror"))
                        .count();
                long cpu = ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElseThrow()
                        .toMillis();
                System.out.println(RESULT + millis + ' ' + cpu + ' ' + running.getBeanDefinitionCount() + ' ' + own);
            }
        }
    }
}
