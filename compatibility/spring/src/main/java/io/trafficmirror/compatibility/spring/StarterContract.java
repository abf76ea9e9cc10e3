// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.testkit.scenario.MirroredSide;
import io.trafficmirror.testkit.scenario.RunningServer;
import io.trafficmirror.testkit.scenario.ScenarioRun;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The same, with the starter alone: no bean is written, the properties say all. Only the third application has a bean, an observer, to see what observers see.
 */
public abstract class StarterContract extends SpringMirrorContract {
    /** For one line of Spring Boot. */
    protected StarterContract() {}

    /** In front of all other filters, for every path. */
    @Override
    public final MirrorPlace stands(MirrorPlace place) {
        return MirrorPlace.BEFORE;
    }

    @Override
    final ScenarioRun applications() throws Exception {
        return new ScenarioRun("/shop/ping", this::start);
    }

    private RunningServer start(@Nullable MirroredSide side, boolean observed) {
        if (side == null) {
            return running(application(Map.of("mirror.enabled", "false")).run());
        }
        SpringApplication shop = application(properties(side));
        if (observed) {
            shop.addInitializers(context -> context.getBeanFactory().registerSingleton("observer", side.observer()));
        }
        ConfigurableApplicationContext context = shop.run();
        side.adopt(context.getBean(TrafficMirror.class));
        return running(context);
    }

    private static Map<String, String> properties(MirroredSide side) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "mirror.exclude", "/ping",
                "mirror.limits.cpu-share", "1",
                "mirror.limits.ramp-up", "0s",
                "mirror.routes.shop.path-prefix", "/shop",
                "mirror.routes.shop.to", side.shadow().toString(),
                "mirror.routes.shop.forms", "rebuild",
                "mirror.routes.shop.multipart", "rebuild"));
        for (String limit : new String[] {"max-queue-age", "connect-timeout", "deadline"}) {
            properties.put("mirror.routes.shop.limits." + limit, "60s");
        }
        return properties;
    }

    @Test
    void every_reference_to_spring_is_met_by_this_line() throws Exception {
        References references = References.ofStarter();
        assertThat(references.seen()).as("references to Spring").hasSizeGreaterThan(50);
        assertThat(references.missing()).isEmpty();
    }
}
