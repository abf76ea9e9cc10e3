// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A document of YAML or JSON by paths of names and indices. Immutable. */
record Yaml(Object root) {
    static Yaml read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    static Yaml parse(String text) {
        return new Yaml(new Load(LoadSettings.builder().build()).loadFromString(text));
    }

    /** What lies there. */
    Yaml at(Object... path) {
        Object here = root;
        for (Object step : path) {
            here = step instanceof Integer index ? ((List<?>) here).get(index) : ((Map<?, ?>) here).get(step);
        }
        return new Yaml(here);
    }

    boolean has(String name) {
        return ((Map<?, ?>) root).containsKey(name);
    }

    String text() {
        return String.valueOf(root);
    }

    int number() {
        return (Integer) root;
    }

    List<Yaml> items() {
        return ((List<?>) root).stream().map(item -> new Yaml(item)).toList();
    }
}
