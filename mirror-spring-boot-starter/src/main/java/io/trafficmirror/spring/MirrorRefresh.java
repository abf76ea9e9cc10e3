// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import io.trafficmirror.TrafficMirror;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
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
    private final ObjectProvider<ControlDrive> drives;
    private final String contextPath;
    private final MirrorProperties startProperties;
    private final MirrorSettings startSettings;
    private MirrorProperties properties;
    private MirrorSettings settings;

    /** Whether routes are in force of which not all has followed: then these are not those of the last settings. */
    private boolean unfinished;

    MirrorRefresh(
            Environment environment,
            TrafficMirror mirror,
            MirrorReport report,
            ObjectProvider<ControlDrive> drives,
            String contextPath,
            MirrorProperties startProperties,
            MirrorSettings startSettings) {
        this.environment = environment;
        this.mirror = mirror;
        this.report = report;
        this.drives = drives;
        this.contextPath = contextPath;
        this.startProperties = startProperties;
        this.startSettings = startSettings;
        this.properties = startProperties;
        this.settings = startSettings;
    }

    /**
     * Looks whether the settings say something else by now: by a name of ours, by one that a placeholder of ours names, or in a manifest. Never throws: what is
     * wrong is said, and which routes are in force.
     */
    synchronized void run() {
        try {
            MirrorProperties now = bound();
            MirrorSettings next = new RouteLoader(environment, now.manifests(), contextPath).load();
            if (!unfinished && now.equals(properties) && next.equals(settings)) {
                return;
            }
            List<String> unfollowed = unfollowed(now, next);
            mirror.reload(next.routes());
            follow(now, next);
            if (!unfollowed.isEmpty()) {
                LOG.warn("These settings have changed and need a restart: {}", String.join(", ", unfollowed));
            }
        } catch (Throwable t) {
            tell("Changed settings can't be used, the old routes stay in force: {}", t);
        }
    }

    /** What follows from routes that are in force by now. What fails of it is tried again at the next change. */
    private void follow(MirrorProperties now, MirrorSettings next) {
        unfinished = true;
        try {
            report.routes(next.routes());
            drives.ifAvailable(drive -> drive.follow(next.plan()));
            if (now.paused() != properties.paused()) {
                pause(now.paused());
            }
            properties = now;
            settings = next;
            unfinished = false;
            LOG.info("Settings were read anew: {}", report.refreshed(mirror));
        } catch (Throwable t) {
            tell("The new routes are in force, but not all that was changed with them: {}", t);
        }
    }

    private static void tell(String line, Throwable failure) {
        try {
            LOG.warn(line, reason(failure));
        } catch (Throwable t) {
            // A message that can't be read, or no memory for the line: there is nobody else to tell.
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
        add(names, "mirror.enabled", now.enabled(), startProperties.enabled());
        add(names, "mirror.filter", now.filter(), startProperties.filter());
        add(names, "mirror.exclude", now.exclude(), startProperties.exclude());
        add(names, "mirror.include-management", now.includeManagement(), startProperties.includeManagement());
        add(names, "mirror.console", now.console(), startProperties.console());
        add(names, "mirror.limits", now.limits(), startProperties.limits());
        add(names, "mirror.marks", now.marks(), startProperties.marks());
        add(names, "mirror.candidate", now.candidate(), startProperties.candidate());
        add(names, "mirror.evidence", now.evidence(), startProperties.evidence());
        add(names, "mirror.tracing", now.tracing(), startProperties.tracing());
        add(names, "what is compared and judged", asked(next), asked(startSettings));
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

    private static void add(List<String> names, String name, @Nullable Object now, @Nullable Object started) {
        if (!Objects.equals(now, started)) {
            names.add(name);
        }
    }
}
