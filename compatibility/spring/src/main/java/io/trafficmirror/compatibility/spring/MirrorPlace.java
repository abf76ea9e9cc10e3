// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.spring;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.servlet.MirrorFilter;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.Locale;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;

/** Where the filter stands in the application, by the path of a request. */
enum MirrorPlace {
    /** In front of all other filters, for every kind of dispatch. */
    BEFORE("/before/*") {
        @Override
        void place(FilterRegistrationBean<MirrorFilter> bean) {
            bean.setOrder(Ordered.HIGHEST_PRECEDENCE);
            bean.addUrlPatterns("/login");
            bean.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
        }
    },
    /** Where Boot puts a filter of which it knows nothing: behind all others, and for requests only. */
    AFTER("/after/*") {
        @Override
        void place(FilterRegistrationBean<MirrorFilter> bean) {}
    };

    private final String pattern;

    MirrorPlace(String pattern) {
        this.pattern = pattern;
    }

    abstract void place(FilterRegistrationBean<MirrorFilter> bean);

    /** A path of the application behind the filter in this place. */
    String path(String rest) {
        return "/shop/" + name().toLowerCase(Locale.ROOT) + rest;
    }

    static void registerAll(ConfigurableApplicationContext context, TrafficMirror mirror) {
        for (MirrorPlace place : values()) {
            FilterRegistrationBean<MirrorFilter> bean = new FilterRegistrationBean<>(new MirrorFilter(mirror));
            bean.setName("mirror" + place);
            bean.addUrlPatterns(place.pattern);
            place.place(bean);
            context.getBeanFactory().registerSingleton("mirror" + place, bean);
        }
    }
}
