// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A process of this benchmark that serves on a port and answers commands on its standard input. Confined to one thread. */
final class Child implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final Writer in;
    private final int port;

    private Child(Process process) throws IOException {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.in = process.outputWriter(StandardCharsets.UTF_8);
        this.port = Integer.parseInt(expect("READY "));
    }

    /** Starts a class of this module as a process, with the same JDK and class path. */
    static Child start(Class<?> main, List<String> jvm, String... args) {
        return start(List.of(), main, jvm, args);
    }

    /** The same behind a command such as {@code taskset -c 0}. */
    static Child start(List<String> by, Class<?> main, List<String> jvm, String... args) {
        return start(by, System.getProperty("java.class.path"), main, jvm, args);
    }

    /** The same on another class path. */
    static Child startOn(String classPath, Class<?> main, List<String> jvm) {
        return start(List.of(), classPath, main, jvm);
    }

    private static Child start(List<String> by, String classPath, Class<?> main, List<String> jvm, String... args) {
        List<String> command = new ArrayList<>(by);
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(jvm);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(List.of(args));
        try {
            return new Child(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The other side: tells the port, then answers commands, one line each, until standard input ends. */
    static void serve(int port, UnaryOperator<String> answers) throws IOException {
        System.out.println("READY " + port);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println("ANSWER " + answers.apply(line));
        }
    }

    int port() {
        return port;
    }

    /** Whether the process runs. */
    boolean isAlive() {
        return process.isAlive();
    }

    /** CPU of the process so far in steps of 10 ms, seen from outside; 0 once it has ended. */
    long cpuMillis() {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 10;
        } catch (IOException e) {
            return 0;
        }
    }

    /** Memory of the process that is resident, seen from outside: it may have no file left to open. Not a number where that can't be read. */
    double rssBytes() {
        try {
            for (String line : Files.readAllLines(proc("status"))) {
                if (line.startsWith("VmRSS:")) {
                    return Double.parseDouble(line.replaceAll("[^0-9]", "")) * 1024;
                }
            }
        } catch (IOException e) {
            return Double.NaN;
        }
        return Double.NaN;
    }

    /** Open sockets of the process, those that listen included; not a number where they can't be counted. */
    double sockets() {
        try (Stream<Path> files = Files.list(proc("fd"))) {
            return files.filter(Child::isSocket).count();
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    /** False for one that was just closed. */
    private static boolean isSocket(Path file) {
        try {
            return Files.readSymbolicLink(file).toString().startsWith("socket:");
        } catch (IOException e) {
            return false;
        }
    }

    private Path proc(String file) {
        return Path.of("/proc", Long.toString(process.pid()), file);
    }

    /** Its answer to a command, as numbers by name; empty if the process has ended. */
    Map<String, Double> ask(String command) {
        Map<String, Double> figures = new HashMap<>();
        try {
            in.write(command + "\n");
            in.flush();
            for (String pair : expect("ANSWER ").strip().split(" ")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    figures.put(pair.substring(0, equals), Double.valueOf(pair.substring(equals + 1)));
                }
            }
        } catch (IOException e) {
            figures.clear();
        }
        return figures;
    }

    private String expect(String prefix) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(prefix)) {
                return line.substring(prefix.length());
            }
        }
        throw new IOException("a process of the benchmark ended before it said " + prefix);
    }

    @Override
    public void close() {
        try {
            in.close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
