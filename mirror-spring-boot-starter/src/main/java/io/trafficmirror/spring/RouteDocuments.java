// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes routes of properties as the manifests that mean the same, one value a line, and remembers which property each line is of. So properties and manifests
 * are read, checked and refused by the same code. Confined to one thread.
 */
final class RouteDocuments {
    private final RouteSchema schema;
    private final Set<String> own = RouteSchema.ownNames();
    private final List<SettingProblem> problems;
    private final StringBuilder text = new StringBuilder();
    private final List<String> places = new ArrayList<>();

    RouteDocuments(RouteSchema schema, List<SettingProblem> problems) {
        this.schema = schema;
        this.problems = problems;
    }

    /** The documents of all routes so far. */
    String text() {
        return text.toString();
    }

    /** Whose a line is, counted from 1. */
    String place(int line) {
        return line < 1 || line > places.size() ? "mirror.routes" : places.get(line - 1);
    }

    /** Adds a route; what is wrong with its form is recorded, and it is then left out. */
    void add(String name, RouteTree route) {
        String root = "mirror.routes." + name;
        RouteProperty to = value(route, "to");
        if (to == null) {
            problems.add(new SettingProblem(
                    root + ".to", "must be where the shadow listens, such as http://orders-v2:8080, was not given"));
            return;
        }
        List<String> paths = new ArrayList<>();
        for (String kind : List.of("pathPrefix", "pathExact", "pathRegex")) {
            RouteProperty path = value(route, kind);
            if (path != null) {
                paths.add(RouteSchema.dashed(kind));
            }
        }
        if (paths.size() > 1) {
            problems.add(new SettingProblem(
                    root,
                    "must have one of path-prefix, path-exact, path-regex, was given " + String.join(" and ", paths)));
            return;
        }
        if (!except(route).isEmpty() && (paths.contains("path-exact") || paths.contains("path-regex"))) {
            problems.add(new SettingProblem(
                    root + ".except", "must stand beside a path-prefix, was beside " + paths.get(0)));
            return;
        }
        RouteTree control = route.find("control");
        RouteProperty controlTo = control == null ? null : value(control, "to");
        if (control != null && controlTo == null) {
            problems.add(new SettingProblem(
                    root + ".control.to",
                    "must be where the control listens, such as http://orders-v1:8080, was not given"));
            return;
        }
        if (hasEmptyShare(route)) {
            return;
        }
        route(root, name, route, to, controlTo);
        policy(root, name, route, to, controlTo);
    }

    /** Whether a share was left empty, which would be read as that of all requests. */
    private boolean hasEmptyShare(RouteTree route) {
        int before = problems.size();
        checkShare(value(route, "percent"));
        RouteTree fraction = route.find("fraction");
        if (fraction != null) {
            fraction.children().values().forEach(part -> checkShare(part.value()));
        }
        RouteTree control = route.find("control");
        if (control != null) {
            checkShare(value(control, "percent"));
        }
        return problems.size() > before;
    }

    private void checkShare(@Nullable RouteProperty share) {
        if (share != null && share.value().isEmpty()) {
            problems.add(new SettingProblem(share.place(), "must be a number, was empty"));
        }
    }

    private static @Nullable RouteProperty value(RouteTree tree, String name) {
        RouteTree child = tree.find(name);
        return child == null ? null : child.value();
    }

    private void route(String root, String name, RouteTree route, RouteProperty to, @Nullable RouteProperty controlTo) {
        line(root, "---");
        line(root, "apiVersion: gateway.networking.k8s.io/v1");
        line(root, "kind: HTTPRoute");
        line(root, "metadata:");
        line(root, "  name: " + quoted(name));
        line(root, "spec:");
        RouteTree hostnames = route.find("hostnames");
        if (hostnames != null) {
            node(root + ".hostnames", "  hostnames:", "    ", hostnames, property("hostnames"));
        }
        line(root, "  rules:");
        line(root, "  - matches:");
        RouteProperty prefix = value(route, "pathPrefix");
        match(
                root,
                route,
                prefix == null ? null : prefix.value(),
                prefix == null ? root : prefix.place(),
                "PathPrefix");
        line(root, "    filters:");
        line(root, "    - type: RequestMirror");
        line(to.place(), "      requestMirror:");
        line(to.place(), "        backendRef: " + reference(backend(name, to)));
        for (String share : List.of("percent", "fraction")) {
            RouteTree given = route.find(share);
            if (given != null) {
                node(root + "." + share, "        " + share + ":", "          ", given, property(share));
            }
        }
        if (controlTo != null) {
            line(controlTo.place(), "    backendRefs: [" + reference(control(name)) + "]");
        }
        List<RouteProperty> except = except(route);
        if (!except.isEmpty()) {
            line(root, "  - matches:");
        }
        for (RouteProperty one : except) {
            match(root, route, one.value(), one.place(), "PathPrefix");
        }
    }

    private static List<RouteProperty> except(RouteTree route) {
        RouteTree except = route.find("except");
        return except == null ? List.of() : listed(except);
    }

    /** One match: the path given, else that of the route, with all its other conditions. */
    private void match(String root, RouteTree route, @Nullable String path, String place, String type) {
        line(root, "    - path:");
        RouteProperty exact = value(route, "pathExact");
        RouteProperty regex = value(route, "pathRegex");
        RouteProperty other = exact != null ? exact : regex;
        if (other != null) {
            line(root, "        type: " + (exact != null ? "Exact" : "RegularExpression"));
            line(other.place(), "        value: " + quoted(other.value()));
        } else {
            line(root, "        type: " + type);
            line(place, "        value: " + quoted(path == null ? "/" : path));
        }
        RouteProperty method = value(route, "method");
        if (method != null) {
            line(method.place(), "      method: " + quoted(method.value()));
        }
        conditions(root, route, "headers", "headers");
        conditions(root, route, "query", "queryParams");
    }

    private void conditions(String root, RouteTree route, String name, String field) {
        RouteTree given = route.find(name);
        if (given == null) {
            return;
        }
        line(root + "." + name, "      " + field + ":");
        given.children().forEach((key, child) -> {
            RouteProperty value = child.value();
            if (value != null) {
                line(value.place(), "      - name: " + quoted(key));
                line(value.place(), "        value: " + quoted(value.value()));
            }
        });
    }

    private static String reference(String backend) {
        return "{group: trafficmirror.io, kind: Shadow, name: " + quoted(backend) + "}";
    }

    /** What logs and metrics call the control; no host, for both may be at one. */
    private static String control(String route) {
        return route + "-control";
    }

    private void policy(
            String root, String name, RouteTree route, RouteProperty to, @Nullable RouteProperty controlTo) {
        line(root, "---");
        line(root, "apiVersion: trafficmirror.io/v1alpha1");
        line(root, "kind: MirrorPolicy");
        line(root, "metadata:");
        line(root, "  name: " + quoted(name));
        line(root, "spec:");
        line(root, "  targetRefs: [{group: gateway.networking.k8s.io, kind: HTTPRoute, name: " + quoted(name) + "}]");
        line(root, "  backends:");
        line(to.place(), "  - name: " + quoted(backend(name, to)));
        line(to.place(), "    url: " + quoted(to.value()));
        if (controlTo != null) {
            line(controlTo.place(), "  - name: " + quoted(control(name)));
            line(controlTo.place(), "    url: " + quoted(controlTo.value()));
            line(controlTo.place(), "  control:");
            line(controlTo.place(), "    name: " + quoted(control(name)));
            RouteTree control = route.find("control");
            RouteTree percent = control == null ? null : control.find("percent");
            RouteSchema percentOf = property("control").properties().get("percent");
            if (percent != null && percentOf != null) {
                node(root + ".control.percent", "    percent:", "      ", percent, percentOf);
            }
        }
        route.children().forEach((child, tree) -> {
            if (!own.contains(child)) {
                node(root + "." + RouteSchema.dashed(child), "  " + child + ":", "    ", tree, property(child));
            }
        });
    }

    private RouteSchema property(String name) {
        RouteSchema property = schema.properties().get(name);
        if (property == null) {
            throw new IllegalStateException("property " + name + ": must be in the schema of routes, was not");
        }
        return property;
    }

    /** What follows {@code head} on its line, or on lines with this indent. */
    private void node(String at, String head, String indent, RouteTree tree, RouteSchema of) {
        RouteProperty value = tree.value();
        RouteSchema items = of.items();
        if (items != null) {
            List<RouteTree> list = new ArrayList<>(tree.children().values());
            if (value != null && list.isEmpty()) {
                listed(tree).forEach(one -> list.add(leaf(one)));
            }
            if (list.isEmpty()) {
                line(value == null ? at : value.place(), head + " []");
                return;
            }
            line(at, head);
            list.forEach(item -> node(at, indent + "-", indent + "  ", item, items));
        } else if (tree.children().isEmpty()) {
            if (value == null || (value.value().isEmpty() && of.isPlain())) {
                line(value == null ? at : value.place(), head + " null");
            } else {
                line(value.place(), head + " " + scalar(value.value(), of));
            }
        } else {
            line(at, head);
            Map<String, RouteSchema> known = of.properties();
            RouteSchema entries = of.entries();
            tree.children().forEach((name, child) -> {
                RouteSchema below = known.getOrDefault(name, entries);
                if (below != null) {
                    String key = known.containsKey(name) ? name : quoted(name);
                    node(at + "." + RouteSchema.dashed(name), indent + key + ":", indent + "  ", child, below);
                }
            });
        }
    }

    private static RouteTree leaf(RouteProperty value) {
        RouteTree leaf = new RouteTree();
        leaf.set(value);
        return leaf;
    }

    /** The values of a list of texts, which may be given in one with commas. */
    private static List<RouteProperty> listed(RouteTree list) {
        List<RouteProperty> values = new ArrayList<>();
        RouteProperty all = list.value();
        if (all != null && list.children().isEmpty()) {
            for (String one : all.value().split(",", -1)) {
                if (!one.isBlank()) {
                    values.add(new RouteProperty(all.name(), one.strip(), all.origin()));
                }
            }
        }
        list.children().values().forEach(child -> {
            RouteProperty one = child.value();
            if (one != null) {
                values.add(one);
            }
        });
        return values;
    }

    private static String scalar(String value, RouteSchema of) {
        boolean plain = of.isPlain() && value.matches("true|false|-?[0-9]{1,18}(\\.[0-9]{1,18})?");
        return plain ? value : quoted(value);
    }

    /** What logs and metrics call the shadow: its host, if that is a name. */
    private static String backend(String route, RouteProperty to) {
        String rest = to.value().replaceFirst("^[A-Za-z]+://", "");
        String host = rest.replaceFirst("[:/].*$", "");
        return host.matches("[A-Za-z0-9.-]{1,253}") ? host : route + "-shadow";
    }

    private void line(String place, String line) {
        places.add(place);
        text.append(line).append('\n');
    }

    private static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                quoted.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
