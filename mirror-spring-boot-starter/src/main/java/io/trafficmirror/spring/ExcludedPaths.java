// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Paths that are not mirrored, with all below them: those of the user, and the base path of the management endpoints where these are served on the application's own
 * port. Compared with the path as the container has it, decoded and without the context path. Immutable.
 */
final class ExcludedPaths {
    private static final String ENDPOINTS = "org.springframework.boot.actuate.endpoint.annotation.Endpoint";

    private final List<String> prefixes;

    private ExcludedPaths(List<String> prefixes) {
        this.prefixes = List.copyOf(prefixes);
    }

    static ExcludedPaths of(MirrorProperties properties, Environment environment, ClassLoader loader) {
        List<String> prefixes = new ArrayList<>();
        properties.exclude().forEach(path -> prefixes.add(path));
        boolean endpoints = ClassUtils.isPresent(ENDPOINTS, loader) && !properties.includeManagement();
        if (endpoints && isSamePort(environment)) {
            String base = environment.getProperty("management.endpoints.web.base-path", "/actuator");
            String servlet = trimmed(environment.getProperty("spring.mvc.servlet.path", ""));
            if (!trimmed(base).isEmpty()) {
                prefixes.add(servlet + trimmed(base));
            }
        }
        List<SettingProblem> problems = new ArrayList<>();
        for (String prefix : prefixes) {
            if (!prefix.startsWith("/") || trimmed(prefix).isEmpty()) {
                problems.add(new SettingProblem(
                        "mirror.exclude", "must be paths such as /internal, not the root, was \"" + prefix + '"'));
            }
        }
        if (!problems.isEmpty()) {
            throw new MirrorSettingsException(problems);
        }
        return new ExcludedPaths(
                prefixes.stream().map(ExcludedPaths::trimmed).distinct().toList());
    }

    /** On another port the endpoints are another application, which no filter of this one stands in front of. */
    private static boolean isSamePort(Environment environment) {
        String port = environment.getProperty("management.server.port", "");
        return port.isEmpty() || port.equals(environment.getProperty("server.port", "8080"));
    }

    private static String trimmed(String path) {
        return path.endsWith("/") ? trimmed(path.substring(0, path.length() - 1)) : path;
    }

    List<String> prefixes() {
        return prefixes;
    }

    boolean contains(HttpServletRequest request) {
        if (prefixes.isEmpty()) {
            return false;
        }
        String path = request.getServletPath();
        String more = request.getPathInfo();
        String whole = more == null ? path : path + more;
        for (int i = 0; i < prefixes.size(); i++) {
            String prefix = prefixes.get(i);
            if (whole.startsWith(prefix)
                    && (whole.length() == prefix.length() || whole.charAt(prefix.length()) == '/')) {
                return true;
            }
        }
        return false;
    }
}
