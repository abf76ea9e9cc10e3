// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads YAML 1.2 text into documents with positions, within bounds. Only nodes are made: no tag can make an object. */
final class YamlDocuments {
    /** The longest text, in chars. The engine's time grows faster than the length of a line; this keeps it to seconds. */
    static final int MAX_LENGTH = 2 << 20;

    private YamlDocuments() {}

    /** The documents of the text in order, without empty ones. What is not YAML, or out of bounds, becomes an error. */
    static List<YamlValue> read(String text, String source, Problems problems) {
        if (text.length() > MAX_LENGTH) {
            problems.error(new Problem(
                    source, 0, 0, "", "must have at most " + MAX_LENGTH + " characters, was " + text.length()));
            return List.of();
        }
        LoadSettings settings = LoadSettings.builder()
                .setLabel(source)
                .setCodePointLimit(MAX_LENGTH)
                .setMaxAliasesForCollections(YamlBounds.MAX_ALIASES)
                .setAllowRecursiveKeys(false)
                .setAllowNonScalarKeys(true)
                .setSchema(new CoreSchema())
                .build();
        List<YamlValue> documents = new ArrayList<>();
        try {
            Composer composer =
                    new Composer(settings, new YamlBounds(new ParserImpl(settings, new StreamReader(settings, text))));
            while (composer.hasNext()) {
                Node root = composer.next();
                if (!root.getTag().equals(Tag.NULL)) {
                    documents.add(new YamlValue(source, root, "", problems));
                }
            }
        } catch (MarkedYamlEngineException e) {
            problems.error(notYaml(source, e.getProblemMark(), MessageText.ofEngine(e.getProblem()) + hint(e)));
            return List.of();
        } catch (YamlEngineException e) {
            problems.error(notYaml(source, Optional.empty(), MessageText.ofEngine(String.valueOf(e.getMessage()))));
            return List.of();
        }
        return documents;
    }

    /** Host names with a wildcard are what mostly begins with a star. */
    private static String hint(MarkedYamlEngineException e) {
        return String.valueOf(e.getContext()).contains("alias") ? " (text that begins with \"*\" must be quoted)" : "";
    }

    private static Problem notYaml(String source, Optional<Mark> mark, String problem) {
        String oneLine =
                MessageText.oneLine(problem.lines().findFirst().orElse("").strip(), MessageText.MOST);
        return new Problem(
                source,
                mark.map(m -> m.getLine() + 1).orElse(0),
                mark.map(m -> m.getColumn() + 1).orElse(0),
                "",
                "must be YAML: " + oneLine);
    }
}
