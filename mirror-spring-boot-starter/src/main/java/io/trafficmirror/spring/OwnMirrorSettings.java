// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import io.trafficmirror.TrafficMirror;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.core.env.Environment;

/**
 * What properties mean beside a mirror that the application has made itself: it can be paused, and the filter and the console are as they say; what is said of
 * the mirror itself has no effect, and is named. Immutable.
 */
final class OwnMirrorSettings {
    private static final Logger LOG = LoggerFactory.getLogger(TrafficMirror.class);
    private static final List<String> OF_THE_MIRROR =
            List.of("manifests", "candidate", "evidence", "limits", "marks", "tracing.span");

    private final Environment environment;
    private final MirrorProperties properties;

    OwnMirrorSettings(Environment environment, MirrorProperties properties) {
        this.environment = environment;
        this.properties = properties;
    }

    /**
     * Does what the properties say.
     *
     * @throws MirrorSettingsException if a name is unknown
     */
    void applyTo(List<TrafficMirror> mirrors) {
        List<SettingProblem> problems = UnknownNames.of(environment);
        if (!problems.isEmpty()) {
            throw new MirrorSettingsException(problems);
        }
        List<String> unused = unused();
        if (!unused.isEmpty()) {
            LOG.warn(
                    "The application has a TrafficMirror bean of its own, on which these settings have no effect: {}",
                    String.join(", ", unused));
        }
        if (properties.paused()) {
            mirrors.forEach(TrafficMirror::pause);
        }
    }

    private List<String> unused() {
        List<String> names = new ArrayList<>();
        RouteProperties.read(environment, RouteSchema.load(), new ArrayList<>()).keySet().stream()
                .sorted()
                .forEach(route -> names.add("mirror.routes." + route));
        OF_THE_MIRROR.stream().filter(this::isGiven).forEach(name -> names.add("mirror." + name));
        if (properties.tracing().baggage()) {
            names.add("mirror.tracing.baggage (but for requests that carry it)");
        }
        return names;
    }

    private boolean isGiven(String rest) {
        ConfigurationPropertyName name = ConfigurationPropertyName.of("mirror." + rest);
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source.getConfigurationProperty(name) != null
                    || source.containsDescendantOf(name) == ConfigurationPropertyState.PRESENT) {
                return true;
            }
        }
        return false;
    }
}
