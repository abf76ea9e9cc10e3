// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.TrafficMirrorBuilder;
import io.trafficmirror.testkit.chaos.BusyPrimary;
import io.trafficmirror.testkit.chaos.ChaosRig;
import io.trafficmirror.transport.wire.WireTransport;
import java.time.Duration;
import java.util.function.BiConsumer;

/** What a web application does with a mirror between its start and its end; loaded by a loader of its own. */
public final class MirrorInOwnLoader implements BiConsumer<String, Boolean> {
    /** For the loader. */
    public MirrorInOwnLoader() {}

    @Override
    public void accept(String url, Boolean wire) {
        TrafficMirrorBuilder builder = TrafficMirror.builder()
                .limits(ChaosRig.limits())
                .listener(event -> {})
                .route(MirrorRoute.to(url).mirror(Unhurried::mirror));
        TrafficMirror mirror = (wire ? builder.transport(WireTransport.factory()) : builder).build();
        new BusyPrimary(mirror, 2).serve(4);
        mirror.close(Duration.ofSeconds(60));
    }
}
