// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads one command line. Confined to one thread. */
final class OptionReader {
    private final String[] args;
    private int next;
    private Optional<String> shadow = Optional.empty();
    private Optional<Path> routes = Optional.empty();
    private boolean serve;
    private int port;
    private OptionalInt share = OptionalInt.empty();
    private boolean filter = true;
    private boolean jaxrs;
    private boolean accessLog;
    private int requests = Options.DEFAULT_REQUESTS;
    private int compare = Options.DEFAULT_COMPARE;
    private boolean faults = true;
    private int rate = Options.DEFAULT_RATE;
    private int gatePort;
    private boolean help;

    OptionReader(String... args) {
        this.args = args.clone();
    }

    Options read() {
        while (next < args.length) {
            String given = args[next++];
            int equals = given.startsWith("--") ? given.indexOf('=') : -1;
            if (equals < 0) {
                option(given);
            } else {
                args[--next] = given.substring(equals + 1);
                String name = given.substring(0, equals);
                int before = next;
                option(name);
                if (next == before) {
                    throw new IllegalArgumentException(name + ": takes no value, was given \"" + args[next] + '"');
                }
            }
        }
        if (accessLog && !serve && !help) {
            throw new IllegalArgumentException(
                    "--access-log: only with --serve; without it both logs are shown anyway");
        }
        return new Options(
                shadow, routes, serve, port, share, filter, jaxrs, accessLog, requests, compare, faults, rate, gatePort,
                help);
    }

    private void option(String name) {
        switch (name) {
            case "--shadow" -> shadow = Optional.of(value(name, "a URL"));
            case "--routes" -> routes = Optional.of(Path.of(value(name, "a file")));
            case "--serve" -> serve = true;
            case "--port" -> port = number(name, 65_535);
            case "--share" -> share = OptionalInt.of(number(name, 100));
            case "--jaxrs" -> jaxrs = true;
            case "--no-filter" -> filter = false;
            case "--access-log" -> accessLog = true;
            case "--requests" -> requests = number(name, 1_000_000);
            case "--compare" -> compare = number(name, 1_000_000);
            case "--no-faults" -> faults = false;
            case "--rate" -> rate = number(name, 1_000);
            case "--gate-port" -> gatePort = number(name, 65_535);
            case "--help" -> help = true;
            default -> throw new IllegalArgumentException(name + ": unknown argument; --help lists those there are");
        }
    }

    private String value(String name, String wanted) {
        if (next == args.length || args[next].isEmpty()) {
            throw new IllegalArgumentException(name + ": needs " + wanted + ", was given nothing");
        }
        return args[next++];
    }

    private int number(String name, int most) {
        String text = value(name, "a number 0.." + most);
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException(name + ": must be 0.." + most + ", was \"" + text + '"');
        }
        return Integer.parseInt(text);
    }
}
