// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.MirrorRule;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.servlet.MirrorFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.web.servlet.FilterRegistrationBean;

/**
 * Says in one line, at each start, what is mirrored where, or why nothing is. Safe for concurrent use.
 */
final class MirrorReport implements SmartInitializingSingleton {
    private final ListableBeanFactory beans;
    private final MirrorProperties properties;
    private volatile String startLine = "";
    private volatile List<MirrorRoute> routes = List.of();

    MirrorReport(ListableBeanFactory beans, MirrorProperties properties) {
        this.beans = beans;
        this.properties = properties;
    }

    /** Takes what the mirror says of itself. */
    void startLine(String line) {
        startLine = line;
    }

    /** These routes are in force. */
    void routes(List<MirrorRoute> inForce) {
        routes = List.copyOf(inForce);
    }

    List<MirrorRoute> routes() {
        return routes;
    }

    @Override
    public void afterSingletonsInstantiated() {
        LoggerFactory.getLogger(TrafficMirror.class).info("{}", line());
    }

    /** The state in one line, after routes were put in force anew. */
    String refreshed(TrafficMirror mirror) {
        startLine = "Mirroring " + routes.size() + " routes: " + names();
        return line();
    }

    /** The state in one line. */
    String line() {
        String reason = reason();
        return reason == null ? startLine + "; " + place() : "Mirroring nothing: " + reason;
    }

    /** Why nothing is mirrored; null: something is. */
    private @Nullable String reason() {
        if (!properties.enabled()) {
            return "mirror.enabled is false";
        }
        TrafficMirror mirror = beans.getBeanProvider(TrafficMirror.class).getIfUnique();
        if (mirror == null) {
            return "the application has several TrafficMirror beans or none";
        }
        if (startLine.isEmpty()) {
            startLine = "Mirroring by the application's own TrafficMirror bean: "
                    + (mirror.stats().mirrors().isEmpty()
                            ? "it has no route with a mirror"
                            : mirror.stats().mirrors().stream()
                                    .map(counts -> counts.mirror().toString())
                                    .toList()
                                    .toString());
        } else if (routes.isEmpty()) {
            return "there are no routes: set mirror.routes.NAME.to, or mirror.manifests";
        } else if (isEveryShareNone()) {
            return "the share of every route is 0 (" + names() + ")";
        }
        if (filters().isEmpty()) {
            return properties.filter().enabled()
                    ? "no filter is registered"
                    : "no filter: mirror.filter.enabled is false, and the application registers none itself";
        }
        return mirror.isPaused() ? "it is paused; without that: " + startLine : null;
    }

    private boolean isEveryShareNone() {
        return routes.stream()
                .flatMap(route -> route.rules().stream())
                .map(MirrorRule::mirrors)
                .flatMap(List::stream)
                .allMatch(mirror -> mirror.sampling().fraction().isNone());
    }

    private String names() {
        return String.join(", ", routes.stream().map(MirrorRoute::name).toList());
    }

    private String place() {
        StringBuilder place = new StringBuilder("by filter ").append(String.join(", ", filters()));
        for (GuardedFilter filter : guarded()) {
            if (!filter.excluded().isEmpty()) {
                place.append(", not below ").append(String.join(", ", filter.excluded()));
            }
        }
        return place.toString();
    }

    private List<GuardedFilter> guarded() {
        List<GuardedFilter> filters = new ArrayList<>();
        for (FilterRegistrationBean<?> bean : registrations().values()) {
            if (bean.getFilter() instanceof GuardedFilter filter) {
                filters.add(filter);
            }
        }
        return filters;
    }

    /** The filters of the mirror, whoever has registered them. */
    private List<String> filters() {
        List<String> names = new ArrayList<>(List.of(beans.getBeanNamesForType(MirrorFilter.class, true, false)));
        registrations().forEach((name, bean) -> {
            if (bean.isEnabled()
                    && (bean.getFilter() instanceof GuardedFilter || bean.getFilter() instanceof MirrorFilter)) {
                names.add(name + " (order " + bean.getOrder() + ")");
            }
        });
        return names;
    }

    @SuppressWarnings("rawtypes")
    private Map<String, FilterRegistrationBean> registrations() {
        return beans.getBeansOfType(FilterRegistrationBean.class, false, false);
    }
}
