// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
        name = "mirror-cli",
        exitCodeOnInvalidInput = ExitStatus.WRONG_COMMAND,
        exitCodeOnExecutionException = ExitStatus.UNREADABLE,
        description =
                "Tells what HTTPRoute manifests and MirrorPolicy documents mean, and whether a candidate may be promoted.",
        footer = {
            "",
            "  explain  --routes FILE... [--backend NAME=URL] [--host H] [--path P] ...",
            "  explain  --routes FILE... --stdin-json",
            "  validate --routes FILE... [--backend NAME=URL]",
            "  verdict  FILE|URL... [--wait 30m] [--format text|json|markdown] ...",
            "  verdict  --counts FILE",
            "  watch    FILE|URL...",
            "  compare  FILE...|--from-kafka TOPIC --bootstrap-servers HOST:PORT --rules FILE",
            "",
            "COMMAND --help explains a command, its options and its exit status.",
            "Exit status: explain and validate 0 good, 1 the manifests have errors,",
            "2 the command line is wrong; verdict, watch and compare 0 PASS, 1 FAIL,",
            "2 INSUFFICIENT,",
            "64 the command line is wrong; 70 something can't be read."
        })
public final class Main implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec spec;

    private Main() {}

    /** Runs a command and exits with its status. */
    public static void main(String... args) {
        // Kafka's clients tell much that is no error; what is one is told by the command.
        System.getProperties().putIfAbsent("org.slf4j.simpleLogger.defaultLogLevel", "error");
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, UTF_8);
        System.exit(run(new Console(System.in, out, System.err, System.getenv(), Ansi.AUTO.enabled()), args));
    }

    /** Runs a command where there are no colours; returns its exit status. */
    static int run(InputStream in, PrintStream out, PrintStream err, Map<String, String> environment, String... args) {
        return run(new Console(in, out, err, environment, false), args);
    }

    /** Runs a command; returns its exit status. */
    static int run(Console console, String... args) {
        PrintStream out = console.out();
        PrintStream err = console.err();
        CommandLine line = new CommandLine(new Main())
                .addSubcommand(new ExplainCommand(console))
                .addSubcommand(new ValidateCommand(console))
                .addSubcommand(new VerdictCommand(console))
                .addSubcommand(new WatchCommand(console))
                .addSubcommand(new CompareCommand(console))
                .addSubcommand(new HelpCommand())
                .setExpandAtFiles(false)
                .setUnmatchedOptionsAllowedAsOptionParameters(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOverwrittenOptionsAllowed(true)
                .setPosixClusteredShortOptionsAllowed(false)
                .setOut(new PrintWriter(out, true, UTF_8))
                .setErr(new PrintWriter(err, true, UTF_8))
                .setParameterExceptionHandler((e, words) -> refused(e, console))
                .setExecutionExceptionHandler(Main::failed);
        explainable(line);
        line.getSubcommands().values().stream()
                .filter(command -> !command.getCommandName().equals("help"))
                .forEach(Main::explainable);
        int status = execute(line, err, args);
        out.flush();
        err.flush();
        return status;
    }

    /** No result must look like one: the status of an uncaught error is 1, which is FAIL. */
    private static int execute(CommandLine line, PrintStream err, String... args) {
        try {
            return line.execute(args);
        } catch (Error e) {
            e.printStackTrace(err);
            return ExitStatus.UNREADABLE;
        }
    }

    private static void explainable(CommandLine command) {
        command.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Explains this command.")
                        .build());
    }

    /** Without a command: the help. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }

    private static int refused(ParameterException e, Console console) {
        console.err().println(UsageError.text(e));
        console.err().println("--help explains");
        return e.getCommandLine().getCommandSpec().exitCodeOnInvalidInput();
    }

    /** What can't be read or written is one line; anything else is a fault of ours, which keeps its stack trace. */
    private static int failed(Exception e, CommandLine command, ParseResult words) throws Exception {
        if (!(e instanceof IOException)) {
            throw e;
        }
        command.getErr().println("error: " + e.getMessage());
        return ExitStatus.UNREADABLE;
    }
}
