// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config.cli;

import io.trafficmirror.config.BackendUrls;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What the command line asks for. Immutable.
 *
 * @param command {@code explain}, {@code validate} or {@code help}
 * @param routes files and directories
 * @param backends URLs of backends
 * @param stdinJson whether requests come as lines
 * @param request the one request, where they don't
 */
record Arguments(String command, List<Path> routes, BackendUrls backends, boolean stdinJson, RequestHead request) {
    /**
     * Reads the words of the command line.
     *
     * @throws IllegalArgumentException saying what is wrong with them
     */
    static Arguments parse(String... args) {
        List<String> words = List.of(args);
        if (words.isEmpty()
                || words.contains("--help")
                || words.contains("-h")
                || words.get(0).equals("help")) {
            return new Arguments("help", List.of(), BackendUrls.none(), false, plain());
        }
        String command = words.get(0);
        if (!command.equals("explain") && !command.equals("validate")) {
            throw new IllegalArgumentException("command: must be explain or validate, was " + command);
        }
        return new Reader(command, words.subList(1, words.size()).iterator()).read();
    }

    private static RequestHead plain() {
        return RequestJson.head("", "GET", "/", Headers.builder(1));
    }

    /** Collects options. Confined to one thread. */
    private static final class Reader {
        private final String command;
        private final Iterator<String> words;
        private final List<Path> routes = new ArrayList<>();
        private final Headers.Builder headers = Headers.builder(4);
        private BackendUrls backends = BackendUrls.none();
        private boolean stdinJson;
        private boolean oneRequest;
        private String host = "";
        private String method = "GET";
        private String path = "/";

        Reader(String command, Iterator<String> words) {
            this.command = command;
            this.words = words;
        }

        Arguments read() {
            boolean files = false;
            while (words.hasNext()) {
                String word = words.next();
                if (!word.startsWith("--")) {
                    if (!files) {
                        throw new IllegalArgumentException("option: must begin with --, was " + word);
                    }
                    routes.add(path(word));
                    continue;
                }
                files = word.equals("--routes");
                if (files) {
                    routes.add(path(value(word)));
                } else {
                    option(word);
                }
            }
            if (routes.isEmpty()) {
                throw new IllegalArgumentException("--routes: needs one or more files or directories");
            }
            if (stdinJson && oneRequest) {
                throw new IllegalArgumentException(
                        "--stdin-json: the requests come as lines, without --host, --method, --path and --header");
            }
            return new Arguments(
                    command, List.copyOf(routes), backends, stdinJson, RequestJson.head(host, method, path, headers));
        }

        private void option(String option) {
            if (option.equals("--backend")) {
                String[] pair = value(option).split("=", 2);
                if (pair.length < 2) {
                    throw new IllegalArgumentException(
                            "--backend: must be [namespace/]name[:port]=URL, was " + pair[0]);
                }
                backends = backends.with(pair[0], pair[1]);
            } else if (command.equals("validate")) {
                throw new IllegalArgumentException("option: must be --routes or --backend, was " + option);
            } else {
                explainOption(option);
            }
        }

        private void explainOption(String option) {
            oneRequest |= !option.equals("--stdin-json");
            switch (option) {
                case "--stdin-json" -> stdinJson = true;
                case "--host" -> host = value(option);
                case "--method" -> method = value(option);
                case "--path" -> path = value(option);
                case "--header" -> header(value(option));
                default ->
                    throw new IllegalArgumentException(
                            "option: must be --routes, --backend, --host, --method, --path, --header or --stdin-json, was "
                                    + option);
            }
        }

        private void header(String line) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException("--header: must be name:value, was " + line);
            }
            String name = line.substring(0, colon).strip();
            headers.add(name, RequestJson.value(name, line.substring(colon + 1).strip()));
        }

        private String value(String option) {
            if (!words.hasNext()) {
                throw new IllegalArgumentException(option + ": needs a value");
            }
            return words.next();
        }

        private static Path path(String word) {
            try {
                return Path.of(word);
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException("--routes: " + e.getMessage(), e);
            }
        }
    }
}
