// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;

/**
 * Finds names below {@code mirror} that mean nothing, so that a slip of the pen is no silence. The routes' own are looked at where routes are read. A variable of
 * the environment that begins with {@code MIRROR_} may be somebody else's, and is told rather than refused. Stateless.
 */
final class UnknownNames {
    private static final Logger LOG = LoggerFactory.getLogger(UnknownNames.class);
    private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("mirror");
    private static final String ROUTES = "routes";

    private UnknownNames() {}

    /** A problem for each name that is unknown. */
    static List<SettingProblem> of(Environment environment) {
        Set<String> known = GlobalSchema.load().names();
        Set<String> done = new LinkedHashSet<>();
        List<SettingProblem> problems = new ArrayList<>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource names) {
                boolean words = RouteProperties.isSystemEnvironment(source);
                names.stream().filter(ROOT::isAncestorOf).forEach(name -> {
                    String rest = below(name);
                    if (!isKnown(rest, known, words) && done.add(rest)) {
                        tell(source, name, known, words, problems);
                    }
                });
            }
        }
        return problems;
    }

    private static String below(ConfigurationPropertyName name) {
        StringBuilder rest = new StringBuilder();
        for (int i = 1; i < name.getNumberOfElements() && !name.isNumericIndex(i); i++) {
            rest.append(i == 1 ? "" : ".").append(name.getElement(i, Form.DASHED));
        }
        return rest.toString();
    }

    private static boolean isKnown(String rest, Set<String> known, boolean words) {
        String bare = bare(rest, words);
        if (words ? bare.startsWith(ROUTES) : rest.equals(ROUTES) || rest.startsWith(ROUTES + ".")) {
            return true;
        }
        return known.stream().anyMatch(one -> bare(one, words).equals(bare));
    }

    /** Variables of the environment can't say where a word ends and a level begins. */
    private static String bare(String name, boolean words) {
        String bare = RouteSchema.bare(name);
        return words ? bare.replace(".", "") : bare;
    }

    private static void tell(
            ConfigurationPropertySource source,
            ConfigurationPropertyName name,
            Set<String> known,
            boolean words,
            List<SettingProblem> problems) {
        if (words) {
            LOG.warn("{} means nothing to Traffic Mirror, though it stands in the environment", name);
            return;
        }
        var property = source.getConfigurationProperty(name);
        String origin = property == null || property.getOrigin() == null ? "" : " (" + property.getOrigin() + ")";
        Set<String> all = new TreeSet<>(known);
        all.add(ROUTES);
        problems.add(new SettingProblem(name + origin, "is not known" + Nearest.hint("mirror.", below(name), all)));
    }
}
