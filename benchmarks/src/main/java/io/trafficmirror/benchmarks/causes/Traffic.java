// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.causes;

import io.trafficmirror.capture.HeldBody;
import io.trafficmirror.compare.ComparingObserver;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.ResponseHead;
import io.trafficmirror.report.CopyEnd;
import io.trafficmirror.report.CopyResult;
import io.trafficmirror.report.MirrorName;
import io.trafficmirror.report.ObservedExchange;
import io.trafficmirror.report.Response;
import io.trafficmirror.report.Role;
import io.trafficmirror.report.Timing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/** Shows exchanges of the application to an observer, as a mirror would. Confined to one thread. */
final class Traffic {
    static final long NOW = Instant.parse("2026-11-29T12:00:00Z").toEpochMilli();
    private static final Timing TIMING = new Timing(0, OptionalLong.empty(), 1_000_000);

    private final Size size;
    private final List<Fault> faults;
    private final SplittableRandom random;

    Traffic(Size size, List<Fault> faults, SplittableRandom random) {
        this.size = size;
        this.faults = faults;
        this.random = random;
    }

    void showTo(ComparingObserver observer) {
        for (int n = 0; n < size.exchanges(); n++) {
            for (int route = 0; route < size.routes(); route++) {
                observer.onExchange(exchange(Call.random(route, n, random), n));
            }
        }
    }

    private ObservedExchange exchange(Call call, int number) {
        Content content = Content.random(random);
        String shared = Noise.uuid(random);
        List<Fault> hit = faults.stream()
                .filter(fault -> fault.route() == call.route() && fault.hits(call))
                .toList();
        return new ObservedExchange(
                "x-" + call.route() + "-" + number,
                call.head(),
                Optional.empty(),
                response(content, shared, List.of()),
                List.of(
                        copy(Role.SHADOW, 0, "shop-v2", response(content, shared, hit)),
                        copy(Role.CONTROL, 1, "shop-v1", response(content, shared, List.of()))));
    }

    private static CopyResult copy(Role role, int index, String name, Response response) {
        return new CopyResult(new MirrorName("shop", 0, index, name), role, 0, new CopyEnd.Answered(response));
    }

    private Response response(Content shared, String uuid, List<Fault> hit) {
        Content content = shared.withNoise(size.noisyPaths(), NOW, uuid, random);
        hit.forEach(content::spoil);
        Headers.Builder headers =
                Headers.builder(4).add("Content-Type", "application/json").add("ETag", Noise.uuid(random));
        if (!has(hit, FaultKind.HEADER_MISSING)) {
            headers.add("Cache-Control", "private");
        }
        headers.add("Content-Language", has(hit, FaultKind.HEADER_CHANGED) ? "tlh" : "en");
        String json = content.json();
        String sent = has(hit, FaultKind.BROKEN_BODY) ? json.substring(0, json.length() - 10) : json;
        return new Response(
                Optional.of(new ResponseHead(has(hit, FaultKind.STATUS) ? 500 : 200, headers.build())),
                true,
                HeldBody.of(sent.getBytes(StandardCharsets.UTF_8)),
                TIMING);
    }

    private static boolean has(List<Fault> faults, FaultKind kind) {
        return faults.stream().anyMatch(fault -> fault.kind() == kind);
    }
}
