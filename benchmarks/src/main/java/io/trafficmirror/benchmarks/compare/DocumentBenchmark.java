// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flipkart.zjsonpatch.JsonDiff;
import io.trafficmirror.capture.HeldBody;
import io.trafficmirror.compare.difference.PathRules;
import io.trafficmirror.compare.difference.PathTable;
import io.trafficmirror.compare.document.DocumentLimits;
import io.trafficmirror.compare.response.BodyComparer;
import io.trafficmirror.compare.response.Comparison;
import io.trafficmirror.compare.response.HeaderRules;
import io.trafficmirror.compare.response.ResponseComparer;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.ResponseHead;
import io.trafficmirror.report.Response;
import io.trafficmirror.report.Timing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import net.javacrumbs.jsonunit.core.Configuration;
import net.javacrumbs.jsonunit.core.internal.Diff;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to find where two responses differ, from their bytes on, here and with what others wrote. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgs = "-Xmx1g")
public class DocumentBenchmark {
    private static final long NOW = 1_796_000_000_000L;

    /** Which pair, see {@link DocumentPair#of}. */
    @Param("answer-changed")
    public String documents = "answer-changed";

    private final ObjectMapper mapper = new ObjectMapper();
    private final ResponseComparer comparer = new ResponseComparer(
            HeaderRules.DEFAULT, new BodyComparer(DocumentLimits.DEFAULT, 64 << 10, new SplittableRandom(1)), 100);
    private final PathTable table = new PathTable(PathRules.NONE, 4096);
    private DocumentPair pair = new DocumentPair(new byte[0], new byte[0]);
    private Response primary = response(pair.primary());
    private Response shadow = response(pair.shadow());

    /** Makes the pair, and sees that a difference is found where there is one. */
    @Setup
    public void build() throws IOException {
        pair = DocumentPair.of(documents);
        primary = response(pair.primary());
        shadow = response(pair.shadow());
        boolean differ = !mapper.readTree(pair.primary()).equals(mapper.readTree(pair.shadow()));
        if (comparer.compare(primary, shadow, table, NOW) instanceof Comparison.Different != differ) {
            throw new IllegalStateException(documents + ": trees say " + (differ ? "different" : "the same"));
        }
    }

    private static Response response(byte[] body) {
        return new Response(
                Optional.of(new ResponseHead(200, Headers.of("Content-Type", "application/json"))),
                true,
                HeldBody.of(body),
                new Timing(0, OptionalLong.empty(), 0));
    }

    /** The comparison of this project. */
    @Benchmark
    public Comparison trafficMirror() {
        return comparer.compare(primary, shadow, table, NOW);
    }

    /** Two trees of Jackson and a walk. */
    @Benchmark
    public List<String> treeWalk() throws IOException {
        List<String> found = new ArrayList<>();
        TreeWalk.walk(mapper.readTree(pair.primary()), mapper.readTree(pair.shadow()), "$", found);
        return found;
    }

    /** A JSON patch (RFC 6902) by zjsonpatch. */
    @Benchmark
    public JsonNode zjsonpatch() throws IOException {
        return JsonDiff.asJson(mapper.readTree(pair.primary()), mapper.readTree(pair.shadow()));
    }

    /** JsonUnit, arrays by index. */
    @Benchmark
    public String jsonUnit() {
        return Diff.create(text(pair.primary()), text(pair.shadow()), "shadow", "", Configuration.empty())
                .differences();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
