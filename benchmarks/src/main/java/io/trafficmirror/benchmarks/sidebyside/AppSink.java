// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import io.trafficmirror.compare.ComparingObserver;
import io.trafficmirror.compare.gate.LiveVerdict;
import io.trafficmirror.compare.verdict.Judgement;
import io.trafficmirror.kafka.KafkaSink;
import io.trafficmirror.kafka.SinkAccount;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The application's sink of evidence, which comes and goes while all else stays as it is. Confined to one thread. */
final class AppSink implements AutoCloseable {
    /** Five times as often as by default. */
    static final Duration INTERVAL = Duration.ofSeconds(1);

    private final LiveVerdict verdict;
    private @Nullable KafkaSink sink;
    private long ackedBefore;

    AppSink(ComparingObserver comparing) {
        verdict = new LiveVerdict(comparing, "a candidate", Judgement.defaults());
    }

    /** Ends the one before. */
    void to(String broker) {
        close();
        sink = KafkaSink.to(broker).instance("one").interval(INTERVAL).start(verdict);
    }

    /** Records stored so far, those of sinks that have ended included. */
    long acked() {
        return ackedBefore + (sink == null ? 0 : sink.account().acked());
    }

    @Override
    public void close() {
        KafkaSink known = sink;
        if (known != null) {
            known.close(Duration.ofSeconds(1));
            SinkAccount account = known.account();
            ackedBefore += account.acked();
            sink = null;
        }
    }
}
