// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.httpbin;

import java.io.IOException;
import java.io.PrintStream;

/** Runs httpbin by itself, its access log on the standard output, until the process is ended. */
public final class HttpbinMain {
    private static final int DEFAULT_PORT = 8080;
    private static final String HELP = """
            Usage: httpbin [--port N] [--help]
              --port N  listen on 127.0.0.1:N (8080 by default; 0 takes a free port)
              --help    print this and exit
            """;

    private HttpbinMain() {}

    /** Exits with 2 if an argument is wrong, with 1 if the server can't start. */
    public static void main(String[] args) {
        int status = run(args, System.out, System.err);
        if (status != 0) {
            System.exit(status);
        }
    }

    /** The server's threads keep the process up after a 0, unless help was all that was asked for. */
    static int run(String[] args, PrintStream out, PrintStream err) {
        int port = DEFAULT_PORT;
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--help")) {
                out.print(HELP);
                return 0;
            }
            if (!args[i].equals("--port") || i + 1 == args.length || !isPort(args[i + 1])) {
                err.println("httpbin: " + args[i] + ": must be --port 0..65535 or --help");
                return 2;
            }
            port = Integer.parseInt(args[++i]);
        }
        return start(port, out, err);
    }

    /** The server is meant to outlive this call. */
    @SuppressWarnings("resource")
    private static int start(int port, PrintStream out, PrintStream err) {
        try {
            HttpbinServer server = HttpbinServer.builder("httpbin")
                    .port(port)
                    .accessLog(out::println)
                    .start();
            out.println("httpbin answers at " + server.uri());
            return 0;
        } catch (IOException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    private static boolean isPort(String text) {
        return text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= 65_535;
    }
}
