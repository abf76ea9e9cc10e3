// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trafficmirror.config.Loaded;
import io.trafficmirror.config.ManifestException;
import io.trafficmirror.config.Manifests;
import io.trafficmirror.config.RouteExplainer;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Path;

/** The commands {@code explain} and {@code validate}. */
public final class Main {
    private static final String HELP = """
            Tells what HTTPRoute manifests and MirrorPolicy documents mean, and whether they are valid.

              explain  --routes FILE... [--host H] [--method M] [--path P] [--header NAME:VALUE]...
                       which rule wins for this request, which lose and why, what the copies look like
              explain  --routes FILE... --stdin-json
                       the same for many requests: one JSON object a line in
                       {"host","method","path","headers":{name: value or [values]}}, one a line out
              validate --routes FILE...
                       errors and exit status 1, or warnings and 0

              --routes   files, or directories of *.yaml and *.yml
              --backend  [NAMESPACE/]NAME[:PORT]=URL, where a backend listens; may be repeated

            Exit status: 0 good, 1 the manifests have errors, 2 the command line is wrong.
            """;

    private final PrintStream out;
    private final PrintStream err;

    private Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Runs a command and exits with its status. */
    public static void main(String... args) throws IOException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, UTF_8);
        System.exit(run(System.in, out, System.err, args));
    }

    /** Runs a command; answers with its exit status. */
    static int run(InputStream in, PrintStream out, PrintStream err, String... args) throws IOException {
        int status = new Main(out, err).run(in, args);
        out.flush();
        err.flush();
        return status;
    }

    private int run(InputStream in, String... args) throws IOException {
        Arguments arguments;
        try {
            arguments = Arguments.parse(args);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.println("--help explains");
            return 2;
        }
        if (arguments.command().equals("help")) {
            out.print(HELP);
            return 0;
        }
        try {
            Loaded loaded =
                    Manifests.with(arguments.backends()).read(arguments.routes().toArray(new Path[0]));
            loaded.warnings().forEach(warning -> err.println("warning: " + warning));
            err.flush();
            if (arguments.command().equals("explain")) {
                explain(arguments, loaded, in);
            } else {
                out.println("valid: " + loaded.routes().size() + " routes, "
                        + loaded.warnings().size() + " warnings");
            }
            return 0;
        } catch (ManifestException e) {
            e.problems().forEach(problem -> err.println("error: " + problem));
            return 1;
        }
    }

    private void explain(Arguments arguments, Loaded loaded, InputStream in) throws IOException {
        RouteExplainer explainer = RouteExplainer.of(loaded.routes());
        if (!arguments.stdinJson()) {
            ExplanationText.write(arguments.request(), explainer.explain(arguments.request()))
                    .forEach(out::println);
            return;
        }
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            out.print(answer(explainer, line) + "\n");
            out.flush();
        }
    }

    private static String answer(RouteExplainer explainer, String line) {
        try {
            return ExplanationJson.write(explainer.decide(RequestJson.read(line)));
        } catch (IllegalArgumentException e) {
            return ExplanationJson.error(String.valueOf(e.getMessage()));
        }
    }
}
