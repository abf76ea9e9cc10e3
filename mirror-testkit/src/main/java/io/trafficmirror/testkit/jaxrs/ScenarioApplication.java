// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.jaxrs;

import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Feature;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The application of all scenarios, without a feature under test, or with one or more. Immutable. */
final class ScenarioApplication extends Application {
    private final Set<Feature> features;
    private final Set<Class<?>> more;

    ScenarioApplication(@Nullable Feature feature, Set<Class<?>> more) {
        this(feature == null ? Set.of() : Set.of(feature), more);
    }

    ScenarioApplication(Set<Feature> features, Set<Class<?>> more) {
        this.features = Set.copyOf(features);
        this.more = Set.copyOf(more);
    }

    @Override
    public Set<Class<?>> getClasses() {
        Set<Class<?>> classes = new LinkedHashSet<>(Set.of(
                Ping.class,
                BodyResource.class,
                StreamResource.class,
                AsyncResource.class,
                AnswerResource.class,
                OrderResource.class,
                ChangingFilter.class,
                LateChangingFilter.class,
                Unzip.class,
                IllegalStateMapper.class));
        classes.add(InOrderResource.class);
        classes.addAll(more);
        return classes;
    }

    /** The way for what has been made already, which any runtime of 3.1 and 4.0 knows. */
    @Override
    @SuppressWarnings("deprecation")
    public Set<Object> getSingletons() {
        return Set.copyOf(features);
    }
}
