// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import io.trafficmirror.TrafficMirror;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.BindResult;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Reads the settings anew and puts the routes in force at once, or keeps the old ones and says why. Routes, and whether it is paused, are followed; the rest needs
 * a restart, and is named. Safe for concurrent use: one after the other.
 */
final class MirrorRefresh {
    private static final Logger LOG = LoggerFactory.getLogger(TrafficMirror.class);

    private final Environment environment;
    private final TrafficMirror mirror;
    private final MirrorReport report;
    private final String contextPath;
    private MirrorProperties before;
    private final MirrorSettings settings;

    MirrorRefresh(
            Environment environment,
            TrafficMirror mirror,
            MirrorReport report,
            String contextPath,
            MirrorProperties before,
            MirrorSettings settings) {
        this.environment = environment;
        this.mirror = mirror;
        this.report = report;
        this.contextPath = contextPath;
        this.before = before;
        this.settings = settings;
    }

    /** Whether a key is one of ours, however it is spelled. */
    static boolean concerns(String key) {
        String bare = RouteSchema.bare(key);
        return bare.startsWith("mirror.") || key.startsWith("MIRROR_");
    }

    /** Never throws: what is wrong is said, and the old routes stay. */
    synchronized void run() {
        try {
            MirrorProperties now = bound();
            MirrorSettings next = new RouteLoader(environment, now.manifests(), contextPath).load();
            List<String> unfollowed = unfollowed(now, next);
            mirror.reload(next.routes());
            report.routes(next.routes());
            if (now.paused() != before.paused()) {
                pause(now.paused());
            }
            before = now;
            LOG.info("Settings were read anew: {}", report.refreshed(mirror));
            if (!unfollowed.isEmpty()) {
                LOG.warn("These settings have changed and need a restart: {}", String.join(", ", unfollowed));
            }
        } catch (RuntimeException e) {
            LOG.warn("Changed settings can't be used, the old routes stay in force: {}", reason(e));
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof MirrorSettingsException)) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    private void pause(boolean paused) {
        if (paused) {
            mirror.pause();
        } else {
            mirror.resume();
        }
    }

    private MirrorProperties bound() {
        BindResult<MirrorProperties> result = Binder.get(environment).bind("mirror", MirrorProperties.class);
        return result.orElseGet((Supplier<MirrorProperties>)
                () -> Binder.get(environment).bindOrCreate("mirror", MirrorProperties.class));
    }

    private List<String> unfollowed(MirrorProperties now, MirrorSettings next) {
        List<String> names = new ArrayList<>();
        add(names, "mirror.enabled", now.enabled(), before.enabled());
        add(names, "mirror.filter", now.filter(), before.filter());
        add(names, "mirror.exclude", now.exclude(), before.exclude());
        add(names, "mirror.include-management", now.includeManagement(), before.includeManagement());
        add(names, "mirror.console", now.console(), before.console());
        add(names, "mirror.limits", now.limits(), before.limits());
        add(names, "mirror.marks", now.marks(), before.marks());
        add(names, "mirror.tracing", now.tracing(), before.tracing());
        add(names, "what is compared and judged", asked(next), asked(settings));
        return names;
    }

    /** What of a plan says something: a route more, of which nothing is asked, is no change. */
    private static List<Object> asked(MirrorSettings settings) {
        List<Object> asked = new ArrayList<>(List.of(
                settings.asks(), settings.plan().alpha(), settings.plan().window()));
        asked.addAll(
                settings.plan().scopes().stream().filter(MirrorSettings::says).toList());
        return asked;
    }

    private static void add(List<String> names, String name, Object now, Object before) {
        if (!now.equals(before)) {
            names.add(name);
        }
    }
}
