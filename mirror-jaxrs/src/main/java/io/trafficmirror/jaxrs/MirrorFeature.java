// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.adapter.MirrorEntry;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Configuration;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Mirrors the requests of an application, unnoticed by its resources. For Jakarta REST 3.1 and 4.0. Safe for concurrent use.
 *
 * <pre>{@code
 * new ResourceConfig(Orders.class).register(new MirrorFeature(mirror));
 * }</pre>
 *
 * <p>Of several features in one application the first counts; on a client the feature does nothing. Where a {@code MirrorFilter} of
 * the same mirror has seen a request before, this feature leaves it alone; so either may stand where the other does not.
 *
 * <p>A runtime that looks for services finds a feature of this module by itself. That one does nothing, unless the application's
 * properties have a mirror under the name {@link #MIRROR}.
 *
 * @since 0.1.0
 */
@ConstrainedTo(RuntimeType.SERVER)
public final class MirrorFeature implements Feature {
    /** The property of an application that names the mirror of the discovered feature: a {@link TrafficMirror}. */
    public static final String MIRROR = "io.trafficmirror.mirror";

    private final TrafficMirror mirror;
    private final MirrorEntry entry;
    private final Scope scope;

    /** All requests, also those that no resource takes, as they are before any other filter. The caller closes the mirror. */
    public MirrorFeature(TrafficMirror mirror) {
        this(mirror, Objects.requireNonNull(mirror, "mirror"), Scope.EVERYTHING);
    }

    MirrorFeature(TrafficMirror mirror, MirrorEntry entry, Scope scope) {
        this.mirror = mirror;
        this.entry = entry;
        this.scope = scope;
        entry.decisions().addInner(); // now, for a filter may have requests before the application is started
    }

    /** Requests for resources that are marked {@link Mirrored}, as they are when the resource is found. */
    public static MirrorFeature onMirrored(TrafficMirror mirror) {
        return new MirrorFeature(mirror, Objects.requireNonNull(mirror, "mirror"), Scope.MIRRORED);
    }

    /**
     * Requests for some resources, as they are when the resource is found.
     *
     * @param resources asked once for each resource method, when the application starts or the method is first found
     */
    public static MirrorFeature on(TrafficMirror mirror, Predicate<ResourceInfo> resources) {
        return new MirrorFeature(
                mirror, Objects.requireNonNull(mirror, "mirror"), Scope.some(Objects.requireNonNull(resources)));
    }

    @Override
    public boolean configure(FeatureContext context) {
        Configuration configuration = context.getConfiguration();
        if (configuration.getRuntimeType() == RuntimeType.CLIENT || configuration.isRegistered(Registered.class)) {
            return false;
        }
        context.register(new Registered(mirror));
        Platform platform = Platform.of(context);
        Exchanges exchanges = new Exchanges(entry.decisions(), platform.requests());
        platform.register(context, entry, exchanges);
        scope.register(context, new Entrance(entry, platform, exchanges));
        return true;
    }
}
