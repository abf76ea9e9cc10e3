// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Collects what property sources say below {@code mirror.routes}. A source of more weight overrides single values of one of less, lists as a whole; the order of
 * the routes is that of the source of least weight. Names are compared as Spring Boot does: {@code MIRROR_ROUTES_ORDERS_PATH_PREFIX} is
 * {@code mirror.routes.orders.path-prefix}. Confined to one thread.
 */
final class RouteProperties {
    private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("mirror.routes");

    /** What Kubernetes puts into the environment of each container for a service that happens to be called {@code mirror-routes}. */
    private static final Pattern SERVICE_LINK = Pattern.compile(
            "(.+_)?(service_(host|port(_.*)?)|port(_[0-9]+_(tcp|udp|sctp)(_(proto|port|addr))?)?)",
            Pattern.CASE_INSENSITIVE);

    private final Binder binder;
    private final RouteSchema schema;
    private final List<SettingProblem> problems;
    private final Map<String, RouteTree> routes = new LinkedHashMap<>();

    private RouteProperties(Binder binder, RouteSchema schema, List<SettingProblem> problems) {
        this.binder = binder;
        this.schema = schema;
        this.problems = problems;
    }

    /** The routes by name, in order. {@code problems} gets what is wrong with them. */
    static Map<String, RouteTree> read(Environment environment, RouteSchema schema, List<SettingProblem> problems) {
        RouteProperties read = new RouteProperties(Binder.get(environment), schema, problems);
        List<ConfigurationPropertySource> sources = new ArrayList<>();
        ConfigurationPropertySources.get(environment).forEach(source -> sources.add(0, source));
        for (int i = 0; i < sources.size(); i++) {
            if (sources.get(i) instanceof IterableConfigurationPropertySource source) {
                read.add(source, i);
            }
        }
        return read.routes;
    }

    private void add(IterableConfigurationPropertySource source, int index) {
        boolean words = isSystemEnvironment(source);
        source.stream().filter(ROOT::isAncestorOf).forEach(name -> add(source, name, index, words));
    }

    /** Variables of the environment can't say where a word ends and a level begins. */
    static boolean isSystemEnvironment(ConfigurationPropertySource source) {
        return source.getUnderlyingSource() instanceof PropertySource<?> underlying
                && (underlying.getName().equals(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)
                        || underlying
                                .getName()
                                .endsWith("-" + StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME));
    }

    private void add(
            IterableConfigurationPropertySource source, ConfigurationPropertyName name, int index, boolean words) {
        List<String> path = new ArrayList<>();
        for (int i = ROOT.getNumberOfElements(); i < name.getNumberOfElements(); i++) {
            path.add(name.getElement(i, Form.ORIGINAL));
        }
        int taken = words ? nameOfKnownRoute(path) : 1;
        if (words && SERVICE_LINK.matcher(String.join("_", path)).matches()) {
            return;
        }
        String route = words && taken > 0
                ? knownRoute(path.subList(0, taken))
                : path.get(0).toLowerCase(Locale.ROOT);
        int from = Math.max(1, taken);
        RouteProperty property = property(source, name);
        if (property == null) {
            return; // an empty collection
        }
        if (path.size() == from) {
            problems.add(new SettingProblem(
                    property.place(),
                    "must have properties such as " + name + ".to below it, was \"" + shown(property) + '"'));
            return;
        }
        place(
                routes.computeIfAbsent(route, r -> new RouteTree()),
                schema,
                path.subList(from, path.size()),
                property,
                index,
                words);
    }

    private @Nullable RouteProperty property(ConfigurationPropertySource source, ConfigurationPropertyName name) {
        String value = binder.bind(name, Bindable.of(String.class)).orElse(null);
        if (value == null) {
            return null;
        }
        var raw = source.getConfigurationProperty(name);
        String origin = raw == null || raw.getOrigin() == null ? "" : String.valueOf(raw.getOrigin());
        return new RouteProperty(name.toString(), value, origin);
    }

    private static String shown(RouteProperty property) {
        return property.value().length() > 60 ? property.value().substring(0, 60) + "..." : property.value();
    }

    /** How many elements spell a route that another source has named; 0: none do. */
    private int nameOfKnownRoute(List<String> path) {
        for (int n = path.size() - 1; n > 0; n--) {
            if (knownRoute(path.subList(0, n)) != null) {
                return n;
            }
        }
        return 0;
    }

    private @Nullable String knownRoute(List<String> elements) {
        String bare = RouteSchema.bare(String.join("", elements));
        return routes.keySet().stream()
                .filter(known -> RouteSchema.bare(known).equals(bare))
                .findFirst()
                .orElse(null);
    }

    /** Walks down the schema by the elements of a name. */
    private void place(
            RouteTree tree, RouteSchema at, List<String> rest, RouteProperty property, int index, boolean words) {
        if (rest.isEmpty()) {
            tree.set(property);
            return;
        }
        RouteSchema items = at.items();
        if (items != null) {
            if (rest.get(0).matches("[0-9]{1,4}")) {
                place(
                        tree.filledBy(index).child(rest.get(0)),
                        items,
                        rest.subList(1, rest.size()),
                        property,
                        index,
                        words);
                return;
            }
            problems.add(new SettingProblem(
                    property.place(), "is not known here; allowed: a number in brackets, as in [0]"));
            return;
        }
        Map<String, RouteSchema> known = at.properties();
        for (int n = words ? rest.size() : 1; n > 0; n--) {
            String bare = RouteSchema.bare(String.join("", rest.subList(0, n)));
            for (Map.Entry<String, RouteSchema> entry : known.entrySet()) {
                if (RouteSchema.bare(entry.getKey()).equals(bare)) {
                    List<String> below = rest.subList(n, rest.size());
                    RouteTree child = tree.child(entry.getKey());
                    if (below.isEmpty() && entry.getValue().items() != null) {
                        child.filledBy(index);
                    }
                    place(child, entry.getValue(), below, property, index, words);
                    return;
                }
            }
        }
        RouteSchema entries = at.entries();
        if (entries != null) {
            place(tree.child(entry(tree, rest, property, words)), entries, List.of(), property, index, words);
            return;
        }
        List<String> allowed = known.keySet().stream().map(RouteSchema::dashed).toList();
        problems.add(new SettingProblem(
                property.place(),
                allowed.isEmpty()
                        ? "nothing may stand below this"
                        : "is not known here" + near(String.join("-", rest), allowed) + "; allowed: "
                                + String.join(", ", allowed)));
    }

    /**
     * The name of an entry as another source has spelled it, for Spring takes both for one; else, and always in brackets, where Spring takes a name to the
     * letter, as it is spelled here.
     */
    private static String entry(RouteTree tree, List<String> rest, RouteProperty property, boolean words) {
        String given = String.join(words ? "-" : ".", rest);
        boolean inBrackets = !words && property.name().endsWith("]");
        if (inBrackets || tree.find(given) != null) {
            return given;
        }
        String bare = bareEntry(given, words);
        return tree.children().keySet().stream()
                .filter(known -> bareEntry(known, words).equals(bare))
                .findFirst()
                .orElse(given);
    }

    /** Variables of the environment can't say either where a name has a dot. */
    private static String bareEntry(String name, boolean words) {
        String bare = RouteSchema.bare(name);
        return words ? bare.replace(".", "") : bare;
    }

    private static String near(String given, List<String> allowed) {
        return Nearest.of(given.toLowerCase(Locale.ROOT), allowed)
                .map(name -> "; is " + name + " meant?")
                .orElse("");
    }
}
