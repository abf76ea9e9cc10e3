// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import io.trafficmirror.copy.CopyMarks;
import io.trafficmirror.report.CopyTracer;
import io.trafficmirror.report.ExchangeObserver;
import io.trafficmirror.report.MirrorListener;
import io.trafficmirror.targets.Target;
import io.trafficmirror.transport.ShadowTransport;
import io.trafficmirror.transport.jdk.JdkTransport;
import io.trafficmirror.transport.wire.WireTransport;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;
import org.slf4j.LoggerFactory;

/**
 * Builds a {@link TrafficMirror}. Confined to one thread.
 *
 * @since 0.1.0
 */
public final class TrafficMirrorBuilder {
    private final List<MirrorRoute> routes = new ArrayList<>();
    private final List<MirrorListener> listeners = new ArrayList<>();
    private final List<ExchangeObserver> observers = new ArrayList<>();
    private final Map<Target, SSLContext> ssl = new HashMap<>();
    private final Map<Target, InetSocketAddress> proxies = new HashMap<>();
    private Optional<CopyTracer> tracer = Optional.empty();
    private UnaryOperator<MirrorSpec> mirrors = UnaryOperator.identity();
    private MirrorLimits limits = MirrorLimits.defaults();
    private CopyMarks marks = CopyMarks.DEFAULT;
    private ShadowTransport.Factory transport = WireTransport.factory();
    private Consumer<String> startLine =
            line -> LoggerFactory.getLogger(TrafficMirror.class).info("{}", line);
    private LongSupplier clock = System::nanoTime;
    private RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();

    TrafficMirrorBuilder() {}

    /** One more route. Earlier ones win where all else is equal. */
    public TrafficMirrorBuilder route(MirrorRoute route) {
        routes.add(Objects.requireNonNull(route, "route"));
        return this;
    }

    /** One more route, built here. */
    public TrafficMirrorBuilder route(MirrorRouteBuilder route) {
        return route(route.build());
    }

    /** More routes, such as a manifest holds. */
    public TrafficMirrorBuilder routes(List<MirrorRoute> more) {
        more.forEach(this::route);
        return this;
    }

    /**
     * Changes each mirror of each route, now and after any reload: for what a manifest can't say, such as a sampler or a transformation. More
     * than one is applied in order.
     */
    public TrafficMirrorBuilder mirrors(UnaryOperator<MirrorSpec> change) {
        UnaryOperator<MirrorSpec> before = mirrors;
        Objects.requireNonNull(change, "change");
        mirrors = spec -> change.apply(before.apply(spec));
        return this;
    }

    /** The bounds over all copies together. */
    public TrafficMirrorBuilder limits(MirrorLimits other) {
        limits = Objects.requireNonNull(other, "limits");
        return this;
    }

    /** The names of the fields that mark a copy. */
    public TrafficMirrorBuilder marks(CopyMarks other) {
        marks = Objects.requireNonNull(other, "marks");
        return this;
    }

    /** One more listener. */
    public TrafficMirrorBuilder listener(MirrorListener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /** One more observer of exchanges. */
    public TrafficMirrorBuilder observer(ExchangeObserver observer) {
        observers.add(Objects.requireNonNull(observer, "observer"));
        return this;
    }

    /** What gives each copy a span in the trace of its request; without this copies carry the trace context that the client sent. */
    public TrafficMirrorBuilder tracer(CopyTracer other) {
        tracer = Optional.of(other);
        return this;
    }

    /** What carries copies over HTTP/1.1. Targets with {@code http2} or a proxy get the JDK's transport in any case. */
    public TrafficMirrorBuilder transport(ShadowTransport.Factory other) {
        transport = Objects.requireNonNull(other, "transport");
        return this;
    }

    /**
     * The TLS context for one target: client certificates, trusted authorities. Names are verified whatever the context says.
     *
     * @param url the target as in its route
     */
    public TrafficMirrorBuilder ssl(String url, SSLContext context) {
        ssl.put(Target.parse(url), Objects.requireNonNull(context, "context"));
        return this;
    }

    /**
     * The HTTP proxy through which one target is reached; without it none is used, whatever the JVM's properties say. Such a target
     * gets the JDK's transport.
     *
     * @param url the target as in its route
     */
    public TrafficMirrorBuilder proxy(String url, InetSocketAddress address) {
        proxies.put(Target.parse(url), Objects.requireNonNull(address, "address"));
        return this;
    }

    /** Gets the line that says what is mirrored where, once the mirror has started; without this it goes to the log. */
    public TrafficMirrorBuilder startLine(Consumer<String> listener) {
        startLine = Objects.requireNonNull(listener, "startLine");
        return this;
    }

    /** Another clock, counting nanoseconds as {@link System#nanoTime} does. */
    public TrafficMirrorBuilder clock(LongSupplier nanos) {
        clock = Objects.requireNonNull(nanos, "clock");
        return this;
    }

    /** Another source of chance, such as a seeded one; must be safe for concurrent use if requests are concurrent. */
    public TrafficMirrorBuilder random(RandomGenerator other) {
        random = Objects.requireNonNull(other, "random");
        return this;
    }

    /**
     * Starts the mirror. What a listener's {@link MirrorListener#onStart} throws comes out of here, with nothing left open.
     *
     * @throws IllegalArgumentException naming the setting, what was given and what is allowed
     */
    public TrafficMirror build() {
        observers.forEach(this::check);
        MirrorConfiguration configuration = new MirrorConfiguration(
                limits,
                marks,
                transport,
                JdkTransport.factory(),
                ssl,
                proxies,
                listeners,
                observers,
                tracer,
                mirrors,
                clock,
                random);
        Pipeline pipeline = new Pipeline(configuration, List.copyOf(routes));
        pipeline.start();
        tell(pipeline, configuration.listeners());
        return new TrafficMirror(pipeline);
    }

    /** Leaves nothing open behind if somebody who is told throws. */
    private void tell(Pipeline pipeline, List<MirrorListener> told) {
        boolean begun = false;
        try {
            told.forEach(listener -> listener.onStart(pipeline::stats));
            startLine.accept(StartLine.of(routes, limits));
            begun = true;
        } finally {
            if (!begun) {
                pipeline.close(Duration.ZERO);
            }
        }
    }

    /** Of a longer response of a shadow than the limit no observer would ever see the body. */
    private void check(ExchangeObserver observer) {
        int most = observer.maxBodyBytes();
        if (most < 0 || most > limits.maxResponseBytes()) {
            throw new IllegalArgumentException(
                    "observer " + observer.getClass().getName() + ": maxBodyBytes: must be 0.."
                            + limits.maxResponseBytes() + " (limits.maxResponseBytes), was " + most);
        }
    }
}
