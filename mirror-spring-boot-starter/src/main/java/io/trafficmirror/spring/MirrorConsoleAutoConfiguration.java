// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.compare.gate.LiveVerdict;
import io.trafficmirror.console.ConsoleAuthoriser;
import io.trafficmirror.console.ConsoleServlet;
import io.trafficmirror.console.MirrorConsole;
import io.trafficmirror.console.MirrorConsoleBuilder;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;

/** The console at a path of the application, where mirror-console is and a property asks for it. Read-only, unless the application has a {@link ConsoleAuthoriser}. */
@AutoConfiguration(after = {MirrorAutoConfiguration.class, MirrorComparisonAutoConfiguration.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(MirrorConsole.class)
@ConditionalOnBooleanProperty(name = "mirror.enabled", matchIfMissing = true)
@ConditionalOnBooleanProperty(name = "mirror.console.enabled")
final class MirrorConsoleAutoConfiguration {
    /** For Spring. */
    MirrorConsoleAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnSingleCandidate(TrafficMirror.class)
    static MirrorConsole mirrorConsole(
            TrafficMirror mirror, ObjectProvider<LiveVerdict> verdicts, ObjectProvider<ConsoleAuthoriser> authorisers) {
        MirrorConsoleBuilder builder = MirrorConsole.builder().mirror(mirror);
        verdicts.ifUnique(builder::verdict);
        authorisers.ifUnique(builder::authoriser);
        return builder.build();
    }

    /** Started with the application, so that its path is known to the mirror before the first request. */
    @Bean
    @ConditionalOnMissingBean(value = ConsoleServlet.class, parameterizedContainer = ServletRegistrationBean.class)
    @ConditionalOnSingleCandidate(MirrorConsole.class)
    static ServletRegistrationBean<ConsoleServlet> mirrorConsoleServlet(
            MirrorConsole console, MirrorProperties properties) {
        String path = properties.console().path();
        if (!path.matches("(/[A-Za-z0-9._~-]+)+")) {
            throw new MirrorSettingsException(List.of(new SettingProblem(
                    "mirror.console.path", "must be a path such as /mirror-console, was \"" + path + '"')));
        }
        ServletRegistrationBean<ConsoleServlet> bean =
                new ServletRegistrationBean<>(new ConsoleServlet(console), path + "/*");
        bean.setName("mirrorConsole");
        bean.setLoadOnStartup(1);
        return bean;
    }
}
