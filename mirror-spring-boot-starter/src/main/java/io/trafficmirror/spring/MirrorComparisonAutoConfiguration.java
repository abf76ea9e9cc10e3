// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import io.micrometer.core.instrument.MeterRegistry;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.compare.gate.LiveExperiment;
import io.trafficmirror.compare.gate.LiveVerdict;
import io.trafficmirror.compare.metrics.VerdictMetrics;
import io.trafficmirror.compare.report.EvidenceSnapshot;
import io.trafficmirror.report.ExchangeObserver;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/** The comparison and its verdict where the settings ask for them, and mirror-compare is there. A bean that nobody asked for is null, which is none to Spring. */
@AutoConfiguration(after = MirrorAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(LiveExperiment.class)
@ConditionalOnBooleanProperty(name = "mirror.enabled", matchIfMissing = true)
final class MirrorComparisonAutoConfiguration {
    /** For Spring. */
    MirrorComparisonAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    static @Nullable LiveExperiment mirrorExperiment(
            ObjectProvider<MirrorSettings> settings, MirrorProperties properties, Environment environment) {
        MirrorSettings asked = settings.getIfAvailable();
        if (asked == null || !asked.asks()) {
            return null;
        }
        String name = environment.getProperty("spring.application.name", "the candidate");
        String candidate = properties.candidate();
        String judged = candidate == null || candidate.isBlank() ? name : candidate;
        String file = properties.evidence();
        if (file == null || file.isBlank()) {
            return LiveExperiment.of(asked.plan(), judged);
        }
        try {
            return LiveExperiment.of(asked.plan(), judged, new EvidenceSnapshot(Path.of(file)));
        } catch (IOException | InvalidPathException e) {
            throw new MirrorSettingsException(List.of(new SettingProblem(
                    "mirror.evidence", "must be a file that this application may write, was " + file + ": " + e)));
        }
    }

    /**
     * Keeps what was seen since the last minute, if a file is there for it. It is taken away before the mirror, so it closes that first: what ends within the grace
     * is seen too. Nobody asks for it, so it is made also where beans are lazy.
     */
    @Bean
    @Lazy(false)
    static DisposableBean mirrorEvidenceKeeper(
            ObjectProvider<LiveExperiment> experiments,
            ObjectProvider<MirrorSettings> settings,
            ObjectProvider<TrafficMirror> mirrors) {
        LiveExperiment experiment = experiments.getIfUnique();
        TrafficMirror mirror = settings.getIfAvailable() == null ? null : mirrors.getIfUnique();
        return () -> {
            if (mirror != null) {
                mirror.close();
            }
            if (experiment != null) {
                experiment.verdict().save();
            }
        };
    }

    /** Made the mirror's observer like any other bean of this type. */
    @Bean
    static @Nullable ExchangeObserver mirrorComparison(
            ObjectProvider<LiveExperiment> experiments, ObjectProvider<MirrorSettings> settings) {
        LiveExperiment experiment = experiments.getIfUnique();
        return experiment == null || settings.getIfAvailable() == null ? null : experiment.observer();
    }

    /** What follows from the comparison so far: verdict, causes and report. */
    @Bean
    @ConditionalOnMissingBean
    static @Nullable LiveVerdict mirrorVerdict(ObjectProvider<LiveExperiment> experiments) {
        LiveExperiment experiment = experiments.getIfUnique();
        return experiment == null ? null : experiment.verdict();
    }

    @Bean
    static @Nullable ExperimentView mirrorExperimentView(ObjectProvider<LiveVerdict> verdicts) {
        LiveVerdict verdict = verdicts.getIfUnique();
        return verdict == null ? null : new VerdictView(verdict);
    }

    @Bean
    static VerdictDrive mirrorControlDrive(
            ObjectProvider<LiveExperiment> experiments,
            ObjectProvider<MirrorSettings> settings,
            ObjectProvider<TrafficMirror> mirrors) {
        return new VerdictDrive(experiments, settings, mirrors);
    }

    /** Where Micrometer is. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static class Metrics {
        @Bean
        @ConditionalOnMissingBean
        static @Nullable VerdictMetrics mirrorVerdictMetrics(ObjectProvider<LiveVerdict> verdicts) {
            LiveVerdict verdict = verdicts.getIfUnique();
            return verdict == null ? null : new VerdictMetrics(verdict);
        }
    }
}
