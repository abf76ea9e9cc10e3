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
 * @param compare how many requests the comparison has at the most, 0..1000000; 0 leaves it out
 * @param faults whether httpbin v2 has its planted faults
 * @param rate how many requests a second come while serving, 0..1000
 * @param gatePort of the verdict while serving, 0..65535; 0 takes a free one
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
        int compare,
        boolean faults,
        int rate,
        int gatePort,
        boolean help) {
    static final int DEFAULT_REQUESTS = 6_000;
    static final int DEFAULT_COMPARE = 24_000;
    static final int DEFAULT_RATE = 40;

    static final String HELP = """
            Usage: java -jar mirror-demo.jar [OPTION]...
            Starts httpbin v1 (the primary, with the mirroring filter) and httpbin v2 (the shadow) on 127.0.0.1,
            sends five requests, shows both access logs, then a load, then where every copy went and what it cost.
            Then both are a shop, and v2 has faults: a second v1, the control, tells noise from what is wrong; the
            causes and the verdict are shown. At last v2 hangs, and the primary does not care.

              --shadow URL      mirror to this server instead of httpbin v2, as in http://127.0.0.1:8000
              --routes FILE     load this HTTPRoute manifest instead of the bundled httpbin-mirror; its backend
                                httpbin2 is the shadow, other backends are looked for under their cluster names
              --share PERCENT   mirror this share of the requests, 0..100, whatever the manifest says
              --port N          the primary's port, 0..65535; 0, the default, takes a free one
              --jaxrs           the primary is a Jakarta REST application on Jersey, and MirrorFeature mirrors it; the
                                servlet filter is not there
              --no-filter       leave the primary as it is without the mirror, for comparing
              --requests N      how many requests the load has, 0..1000000 (6000)
              --compare N       how many requests are compared at the most, 0..1000000 (24000); 0: no comparison. There
                                is none either with --shadow, --routes or --no-filter
              --no-faults       httpbin v2 is as v1: the verdict is PASS, or INSUFFICIENT if that takes longer
              --serve           start the servers and stay up, with a load of the shop; print the URLs to curl
              --rate N          with --serve: how many requests a second the load has, 0..1000 (40)
              --gate-port N     with --serve: the port of the verdict, 0..65535; 0, the default, takes a free one
              --access-log      with --serve: print both access logs
              --help            print this and exit

            Exit status: 0 if the accounting closes, the primary made no error and the verdict is right, 1 if not,
            2 if an argument or a manifest is wrong.
            """;

    /** Whether there is a comparison: of what is bundled, mirrored by the bundled route. */
    boolean compares() {
        return compare > 0 && filter && shadow.isEmpty() && routes.isEmpty();
    }

    /**
     * Reads a command line; {@code --name value} and {@code --name=value} mean the same.
     *
     * @throws IllegalArgumentException saying in one line which option, what was given and what is allowed
     */
    static Options parse(String... args) {
        return new OptionReader(args).read();
    }
}
