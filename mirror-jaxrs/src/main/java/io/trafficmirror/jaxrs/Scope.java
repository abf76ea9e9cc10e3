// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.util.Map;
import java.util.function.Predicate;

/** Which requests come by the entrance, and when. Immutable. */
@FunctionalInterface
interface Scope {
    /** Every request, before a resource is looked for. */
    Scope EVERYTHING = (context, entrance) -> context.register(new BeforeMatching(entrance), Scope.first());

    /** Those for resources that are marked. */
    Scope MIRRORED = (context, entrance) -> {
        Scope.prepare(context, entrance);
        context.register(new OnMirrored(entrance), Scope.first());
    };

    /** Registers the entrance. */
    void register(FeatureContext context, Entrance entrance);

    /** Those for some resources. */
    static Scope some(Predicate<ResourceInfo> resources) {
        return (context, entrance) -> {
            Scope.prepare(context, entrance);
            context.register(new OnSome(resources, entrance));
        };
    }

    /** Before all other request filters: the lower the number, the earlier (Jakarta REST 3.1 section 6.6). */
    private static Map<Class<?>, Integer> first() {
        return Map.of(ContainerRequestFilter.class, Integer.MIN_VALUE);
    }

    /** Where the entrance stands behind filters of the application that may replace a body. */
    private static void prepare(FeatureContext context, Entrance entrance) {
        if (entrance.platform().preparesBodies()) {
            context.register(new Preparation(entrance), first());
        }
    }

    /** In front of everything, where the entrance is not. */
    @PreMatching
    @ConstrainedTo(RuntimeType.SERVER)
    record Preparation(Entrance entrance) implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            entrance.prepare(request);
        }
    }

    /** The entrance in front of everything. */
    @PreMatching
    @ConstrainedTo(RuntimeType.SERVER)
    record BeforeMatching(Entrance entrance) implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            entrance.enter(request, false);
        }
    }

    /** The entrance to marked resources. */
    @Mirrored
    @ConstrainedTo(RuntimeType.SERVER)
    record OnMirrored(Entrance entrance) implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            entrance.enter(request, true);
        }
    }

    /** The entrance to one resource method. */
    @ConstrainedTo(RuntimeType.SERVER)
    record OnOne(Entrance entrance) implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            entrance.enter(request, true);
        }
    }

    /** Puts the entrance before chosen resource methods. */
    @ConstrainedTo(RuntimeType.SERVER)
    record OnSome(Predicate<ResourceInfo> resources, Entrance entrance) implements DynamicFeature {
        @Override
        public void configure(ResourceInfo resource, FeatureContext context) {
            if (resources.test(resource)) {
                context.register(new OnOne(entrance), first());
            }
        }
    }
}
