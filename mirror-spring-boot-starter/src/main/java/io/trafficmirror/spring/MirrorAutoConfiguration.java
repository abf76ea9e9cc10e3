// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.TrafficMirrorBuilder;
import io.trafficmirror.report.CopyTracer;
import io.trafficmirror.report.ExchangeObserver;
import io.trafficmirror.report.MirrorListener;
import io.trafficmirror.servlet.MirrorFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.WebApplicationContext;

/** A mirror, and a filter in front of all others, of the properties below {@code mirror}. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(Filter.class)
@EnableConfigurationProperties(MirrorProperties.class)
final class MirrorAutoConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(TrafficMirror.class);

    /** For Spring. */
    MirrorAutoConfiguration() {}

    @Bean
    static MirrorReport mirrorReport(ListableBeanFactory beans, MirrorProperties properties) {
        return new MirrorReport(beans, properties);
    }

    /** What {@code mirror.enabled=false} takes away. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty(name = "mirror.enabled", matchIfMissing = true)
    static class Enabled {
        /** The filter that begins the span of a request is the second of all, on all lines of Spring Boot. */
        private static final int BEHIND_SPAN = Ordered.HIGHEST_PRECEDENCE + 2;

        @Bean
        @ConditionalOnMissingBean(TrafficMirror.class)
        MirrorSettings mirrorSettings(
                Environment environment, MirrorProperties properties, ApplicationContext context) {
            return new RouteLoader(environment, properties.manifests(), contextPath(context)).load();
        }

        @Bean(destroyMethod = "close")
        @ConditionalOnMissingBean
        TrafficMirror trafficMirror(
                MirrorSettings settings,
                MirrorProperties properties,
                MirrorReport report,
                ObjectProvider<MirrorListener> listeners,
                ObjectProvider<ExchangeObserver> observers,
                ObjectProvider<CopyTracer> tracers,
                ObjectProvider<MirrorBuilderCustomizer> customizers) {
            List<SettingProblem> problems = new ArrayList<>();
            TrafficMirrorBuilder builder =
                    TrafficMirror.builder().routes(settings.routes()).startLine(report::startLine);
            GlobalSettings.apply(properties, builder, problems);
            if (!problems.isEmpty()) {
                throw new MirrorSettingsException(problems);
            }
            listeners.orderedStream().forEach(builder::listener);
            List<ExchangeObserver> seeing = observers.orderedStream().toList();
            seeing.forEach(builder::observer);
            if (seeing.isEmpty() && settings.asks()) {
                LOG.warn("Nobody compares: the settings ask for a comparison, a judgement or a control, and"
                        + " mirror-compare is not on the class path");
            }
            tracers.ifUnique(builder::tracer);
            if (properties.console().enabled()
                    && !ClassUtils.isPresent(
                            "io.trafficmirror.console.MirrorConsole", TrafficMirror.class.getClassLoader())) {
                LOG.warn(
                        "There is no console: mirror.console.enabled is true, and mirror-console is not on the class path");
            }
            if (properties.tracing().baggage()) {
                builder.mirrors(ShadowBaggage::on);
            }
            customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
            TrafficMirror mirror = builder.build();
            report.routes(settings.routes());
            if (properties.paused()) {
                mirror.pause();
            }
            return mirror;
        }

        /** Where the application has made the mirror itself. Nobody asks for it, so it is made also where beans are lazy. */
        @Bean
        @Lazy(false)
        @ConditionalOnMissingBean(MirrorSettings.class)
        OwnMirrorSettings mirrorOwnSettings(
                Environment environment, MirrorProperties properties, ObjectProvider<TrafficMirror> mirrors) {
            OwnMirrorSettings own = new OwnMirrorSettings(environment, properties);
            own.applyTo(mirrors.orderedStream().toList());
            return own;
        }

        /** Run by whoever hears of changed settings. */
        @Bean
        @ConditionalOnBean(MirrorSettings.class)
        MirrorRefresh mirrorRefresh(
                Environment environment,
                TrafficMirror mirror,
                MirrorReport report,
                ObjectProvider<ControlDrive> drives,
                MirrorProperties properties,
                MirrorSettings settings,
                ApplicationContext context) {
            return new MirrorRefresh(environment, mirror, report, drives, contextPath(context), properties, settings);
        }

        private static String contextPath(ApplicationContext context) {
            ServletContext servlets = context instanceof WebApplicationContext web ? web.getServletContext() : null;
            String path = servlets == null ? "" : servlets.getContextPath();
            return path == null ? "" : path;
        }

        /** The filter, unless the application registers one itself. */
        @Bean
        @ConditionalOnBooleanProperty(name = "mirror.filter.enabled", matchIfMissing = true)
        @ConditionalOnSingleCandidate(TrafficMirror.class)
        @ConditionalOnMissingBean(value = MirrorFilter.class, parameterizedContainer = FilterRegistrationBean.class)
        FilterRegistrationBean<GuardedFilter> mirrorFilter(
                TrafficMirror mirror,
                MirrorProperties properties,
                Environment environment,
                ObjectProvider<CopyTracer> tracers,
                ApplicationContext context) {
            ClassLoader loader = context.getClassLoader();
            ExcludedPaths excluded = ExcludedPaths.of(
                    properties, environment, loader == null ? MirrorFilter.class.getClassLoader() : loader);
            FilterRegistrationBean<GuardedFilter> bean = new FilterRegistrationBean<>(new GuardedFilter(
                    new MirrorFilter(mirror), excluded, properties.tracing().baggage(), mirror::fault));
            bean.setName("mirrorFilter");
            bean.setOrder(order(properties, tracers.getIfUnique() != null));
            bean.setAsyncSupported(true);
            bean.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
            return bean;
        }

        /** In front of all others; if copies have spans, right behind the filter that begins the span of the request. */
        private static int order(MirrorProperties properties, boolean traced) {
            Integer order = properties.filter().order();
            return order != null ? order : traced ? BEHIND_SPAN : Ordered.HIGHEST_PRECEDENCE;
        }
    }
}
