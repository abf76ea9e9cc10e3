// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the command line asks for. Immutable.
 *
 * @param shadow the URL of a shadow outside; empty: httpbin v2 in this process
 * @param routes the manifest to load; empty: the bundled one
 * @param serve whether to stay up instead of running the demonstration
 * @param port of the primary, 0..65535; 0 takes a free one
 * @param share percent of the requests to mirror, 0..100; empty: what the manifest says
 * @param filter whether the primary has the filter, or the feature
 * @param jaxrs whether the primary is a Jakarta REST application
 * @param accessLog whether both access logs are printed while serving
 * @param requests how many requests the load has, 0..1000000
 * @param help whether help is all that is asked for
 */
record Options(
        Optional<String> shadow,
        Optional<Path> routes,
        boolean serve,
        int port,
        OptionalInt share,
        boolean filter,
        boolean jaxrs,
        boolean accessLog,
        int requests,
        boolean help) {
    static final int DEFAULT_REQUESTS = 6_000;

    static final String HELP = """
            Usage: java -jar mirror-demo.jar [OPTION]...
            Starts httpbin v1 (the primary, with the mirroring filter) and httpbin v2 (the shadow) on 127.0.0.1,
            sends five requests, shows both access logs, then a load, then where every copy went and what it cost.

              --shadow URL      mirror to this server instead of httpbin v2, as in http://127.0.0.1:8000
              --routes FILE     load this HTTPRoute manifest instead of the bundled httpbin-mirror; its backend
                                httpbin2 is the shadow, other backends are looked for under their cluster names
              --share PERCENT   mirror this share of the requests, 0..100, whatever the manifest says
              --port N          the primary's port, 0..65535; 0, the default, takes a free one
              --jaxrs           the primary is a Jakarta REST application on Jersey, and MirrorFeature mirrors it; the
                                servlet filter is not there
              --no-filter       leave the primary as it is without the mirror, for comparing
              --requests N      how many requests the load has, 0..1000000 (6000)
              --serve           only start the servers and stay up; print the URLs to curl
              --access-log      with --serve: print both access logs
              --help            print this and exit

            Exit status: 0 if the accounting closes and the primary made no error, 1 if not, 2 if an argument or
            a manifest is wrong.
            """;

    /**
     * Reads a command line; {@code --name value} and {@code --name=value} mean the same.
     *
     * @throws IllegalArgumentException saying in one line which option, what was given and what is allowed
     */
    static Options parse(String... args) {
        return new OptionReader(args).read();
    }
}
