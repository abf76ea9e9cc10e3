// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What stands between the client and the application. */
enum Variant {
    /** No filter: what all others are compared with. */
    NONE("no filter", "none"),
    /** Our filter with rules, and a share of nothing. */
    MIRROR_0("mirror, 0 %", "mirror", "--percent", "0"),
    /** Our filter, every tenth request. */
    MIRROR_10("mirror, 10 %", "mirror", "--percent", "10"),
    /** Our filter with its defaults: among them, 20 % of the CPU. */
    MIRROR_100("mirror, 100 %, CPU share 20 % (defaults)", "mirror"),
    /** The same, held to half of the default share of the CPU. */
    MIRROR_CPU_10("mirror, 100 %, CPU share 10 %", "mirror", "--cpu-percent", "10"),
    /** The same without a share of the CPU and with room for bursts: everything is delivered. */
    MIRROR_ALL("mirror, 100 %, no CPU share", "mirror", "--cpu-percent", "100", "--queue", "100000"),
    /** Our filter with its defaults, and the responses of both compared. */
    MIRROR_COMPARE("mirror and comparison, 100 %, CPU share 20 %", "mirror", "--compare"),
    /** The same without a share of the CPU. */
    MIRROR_COMPARE_ALL(
            "mirror and comparison, 100 %, no CPU share",
            "mirror", "--compare", "--cpu-percent", "100", "--queue", "100000"),
    /** The same in the same process, with a sink of its evidence whose broker is not there. */
    MIRROR_SINK_NO_BROKER("mirror, comparison and sink, no broker", Behind.NOTHING),
    /** The same, and the broker hangs. */
    MIRROR_SINK_HANGING("mirror, comparison and sink, broker hangs", Behind.HANGING),
    /** The same, and the broker hangs until the middle of the window. */
    MIRROR_SINK_BACK("mirror, comparison and sink, broker back in the middle", Behind.BACK),
    /** The same, with a broker. */
    MIRROR_SINK("mirror, comparison and sink, a broker", Behind.BROKER),
    /** Without the comparison, through the JDK's client. */
    MIRROR_JDK(
            "mirror, 100 %, no CPU share, JDK client",
            "mirror", "--cpu-percent", "100", "--queue", "100000", "--transport", "jdk"),
    /** As much held as the byte budget allows: nothing that gives copies up before their shadow answers. */
    MIRROR_HOLDING(
            "mirror, 100 %, no breaker, no deadline",
            "mirror", "--cpu-percent", "100", "--breaker", "off", "--deadline-ms", "3600000", "--in-flight", "256"),
    /** Bodies travel while they are read; no breaker, so that each is tried, however many the shadow has let down. */
    MIRROR_STREAM("mirror, 100 %, streaming", "mirror", "--stream", "--breaker", "off"),
    /** What people write in an afternoon. */
    NAIVE("naive filter", "naive"),
    /** nginx in front. */
    NGINX("nginx in front", "none"),
    /** nginx in front, mirroring. */
    NGINX_MIRROR("nginx in front, mirror", "none"),
    /** Our filter without a share of the CPU, and an observer is shown both responses. */
    MIRROR_OBSERVE(
            "mirror and an idle observer, 100 %, no CPU share",
            "mirror", "--observe", "--cpu-percent", "100", "--queue", "100000"),
    /** All the defaults: beginning by degrees, which is over in what runs for longer. */
    MIRROR_RAMP("mirror, 100 %, CPU share 20 %, ramp-up 30 s (defaults)", "mirror", "--ramp-seconds", "30"),
    /** The same, held to half of the default share of the CPU. */
    MIRROR_RAMP_CPU_10(
            "mirror, 100 %, CPU share 10 %, ramp-up 30 s", "mirror", "--cpu-percent", "10", "--ramp-seconds", "30"),
    /** The same without a share of the CPU and with room for bursts. */
    MIRROR_RAMP_ALL(
            "mirror, 100 %, no CPU share, ramp-up 30 s",
            "mirror", "--cpu-percent", "100", "--queue", "100000", "--ramp-seconds", "30");

    private final String title;
    private final List<String> appArguments;
    private final Behind behind;

    Variant(String title, String filter, String... more) {
        this.title = title;
        this.appArguments =
                Stream.concat(Stream.of("--filter", filter), Stream.of(more)).toList();
        this.behind = Behind.NO_SINK;
    }

    Variant(String title, Behind behind) {
        this.title = title;
        this.appArguments = List.of();
        this.behind = behind;
    }

    /** What results call it. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of this name. */
    static Variant of(String id) {
        String name = id.strip().toUpperCase(Locale.ROOT).replace('-', '_');
        for (Variant variant : values()) {
            if (variant.name().equals(name)) {
                return variant;
            }
        }
        throw new IllegalArgumentException(
                "--variants: must be of " + Arrays.toString(values()) + ", was \"" + id + '"');
    }

    String title() {
        return title;
    }

    /** Those of its process. */
    List<String> appArguments() {
        return process().appArguments;
    }

    Behind behind() {
        return behind;
    }

    /** The variant in whose process it runs: what a sink costs is small beside what one process differs from the next. */
    Variant process() {
        return behind == Behind.NO_SINK ? this : MIRROR_COMPARE_ALL;
    }

    boolean isOurs() {
        return name().startsWith("MIRROR");
    }

    boolean hasNginx() {
        return this == NGINX || this == NGINX_MIRROR;
    }
}
