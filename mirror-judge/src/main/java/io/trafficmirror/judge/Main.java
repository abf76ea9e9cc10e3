// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.judge;

import java.io.PrintStream;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/**
 * The command line of the judge.
 *
 * @since 0.1.0
 */
@Command(
        name = "mirror-judge",
        mixinStandardHelpOptions = true,
        description = "One verdict over the evidence that many replicas send to Kafka.",
        footer = {
            "",
            "  topics --bootstrap-servers HOST:PORT --create [--partitions 8]",
            "  run    --bootstrap-servers HOST:PORT [--properties FILE] [--port 9470]",
            "",
            "run asks for a bearer token if " + RunCommand.TOKEN + " is in the environment.",
            "Exit status: 0 good, 1 it could not be done, 64 the command line is wrong."
        })
public final class Main {
    private static final int WRONG_COMMAND = 64;

    private Main() {}

    /** Runs a command and exits with its status. */
    public static void main(String... args) {
        System.exit(run(System.out, System.err, System.getenv(), args));
    }

    /** Runs a command; returns its exit status. */
    static int run(PrintStream out, PrintStream err, Map<String, String> environment, String... args) {
        CommandLine line = new CommandLine(new Main())
                .addSubcommand(new TopicsCommand(out))
                .addSubcommand(new RunCommand(out, environment))
                .addSubcommand(new HelpCommand())
                .setParameterExceptionHandler((e, words) -> {
                    err.println(e.getMessage());
                    return WRONG_COMMAND;
                })
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    err.println(e.getMessage() == null ? e.toString() : e.getMessage());
                    return 1;
                });
        return line.execute(args);
    }
}
