// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value in a document, with its place and the path of its field. Every reading method that does not find what it wants
 * records an error and answers with nothing, so that one pass finds all errors. Confined to one thread.
 */
final class YamlValue {
    private final String source;
    private final Node node;
    private final String path;
    private final Problems problems;

    /** Whether no message may show what stands here. */
    private final boolean secret;

    YamlValue(String source, Node node, String path, Problems problems) {
        this(source, node, path, problems, false);
    }

    private YamlValue(String source, Node node, String path, Problems problems, boolean secret) {
        this.secret = secret;
        this.source = source;
        this.node = node;
        this.path = path;
        this.problems = problems;
    }

    String path() {
        return path;
    }

    boolean isNull() {
        return node.getTag().equals(Tag.NULL);
    }

    private YamlValue child(Node of, String childPath) {
        return new YamlValue(source, of, childPath, problems, secret);
    }

    /** The same, of which no message shows more than its length: values of fields and URLs may hold credentials. */
    YamlValue secret() {
        return new YamlValue(source, node, path, problems, true);
    }

    /** The fields of a mapping; what stands under a name that is not known is an error, and so is a name that comes twice. */
    Optional<YamlFields> fields(List<String> known) {
        return entries().map(entries -> {
            YamlFields fields = new YamlFields(this, entries);
            entries.forEach((name, value) -> {
                if (!known.contains(name)) {
                    value.error("unknown field; allowed: " + String.join(", ", known));
                }
            });
            return fields;
        });
    }

    /** A field of a mapping, without a check of anything; empty if this is none. */
    Optional<YamlValue> peek(String name) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(name)) {
                    return Optional.of(child(tuple.getValueNode(), name));
                }
            }
        }
        return Optional.empty();
    }

    /** The entries of a mapping with any names, in order. */
    Optional<Map<String, YamlValue>> entries() {
        if (!(node instanceof MappingNode mapping)) {
            mustBe("a mapping");
            return Optional.empty();
        }
        Map<String, YamlValue> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            YamlValue key = child(tuple.getKeyNode(), path);
            if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
                key.error("field names must be text, was " + key.given());
                continue;
            }
            String shownName = MessageText.name(name.getValue());
            String childPath = path.isEmpty() ? shownName : path + "." + shownName;
            YamlValue value = child(tuple.getValueNode(), MessageText.oneLine(childPath, 200));
            if (entries.putIfAbsent(name.getValue(), value) != null) {
                child(tuple.getKeyNode(), value.path).error("must be given once, was given again");
            }
        }
        return Optional.of(entries);
    }

    /** The items of a list of {@code min} to {@code max}; nothing of a list that is too long is looked at. */
    List<YamlValue> items(int min, int max) {
        if (!(node instanceof SequenceNode sequence)) {
            mustBe("a list");
            return List.of();
        }
        int size = sequence.getValue().size();
        if (size < min || size > max) {
            error("must have " + min + ".." + max + " items, was " + size);
            return List.of();
        }
        List<YamlValue> items = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            items.add(child(sequence.getValue().get(i), path + "[" + i + "]"));
        }
        return items;
    }

    /** A text of {@code min} to {@code max} characters. */
    Optional<String> text(int min, int max) {
        if (!(node instanceof ScalarNode scalar) || !node.getTag().equals(Tag.STR)) {
            mustBe("text (quote it if it looks like a number, a boolean or null)");
            return Optional.empty();
        }
        String text = scalar.getValue();
        int length = text.codePointCount(0, text.length());
        if (length < min || length > max) {
            error("must have " + min + ".." + max + " characters, was " + length + ": " + given());
            return Optional.empty();
        }
        return Optional.of(text);
    }

    /** A whole number, in decimal, of {@code min} to {@code max}. */
    Optional<Integer> integer(int min, int max) {
        if (node instanceof ScalarNode scalar && node.getTag().equals(Tag.INT)) {
            String digits = scalar.getValue();
            if (digits.length() < 40 && digits.matches("[-+]?[0-9]+")) {
                BigInteger value = new BigInteger(digits);
                if (value.compareTo(BigInteger.valueOf(min)) >= 0 && value.compareTo(BigInteger.valueOf(max)) <= 0) {
                    return Optional.of(value.intValue());
                }
            }
        }
        mustBe("a number, " + min + ".." + max);
        return Optional.empty();
    }

    /** A decimal number of at most 40 characters, without an exponent. */
    Optional<BigDecimal> decimal(String allowed, Predicate<BigDecimal> test) {
        if (node instanceof ScalarNode scalar
                && (node.getTag().equals(Tag.INT) || node.getTag().equals(Tag.FLOAT))) {
            String digits = scalar.getValue();
            if (digits.length() <= 40 && digits.matches("[-+]?[0-9]+([.][0-9]+)?")) {
                Optional<BigDecimal> value = Optional.of(new BigDecimal(digits)).filter(test);
                if (value.isPresent()) {
                    return value;
                }
            }
        }
        mustBe("a number, " + allowed);
        return Optional.empty();
    }

    /** {@code true} or {@code false}. */
    Optional<Boolean> flag() {
        if (node instanceof ScalarNode scalar && node.getTag().equals(Tag.BOOL)) {
            return Optional.of(scalar.getValue().equalsIgnoreCase("true"));
        }
        mustBe("true or false");
        return Optional.empty();
    }

    /** One of some words. */
    <E> Optional<E> choice(Map<String, E> allowed) {
        Optional<E> chosen = anyScalar().flatMap(word -> Optional.ofNullable(allowed.get(word)));
        if (chosen.isPresent()) {
            return chosen;
        }
        mustBe("one of " + String.join(", ", allowed.keySet()));
        return Optional.empty();
    }

    /** Whatever stands here, as text; empty for collections. */
    Optional<String> anyScalar() {
        return node instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
    }

    /** What the maker makes; a value that it refuses becomes an error with its words. */
    <T> Optional<T> made(Supplier<T> maker) {
        try {
            return Optional.of(maker.get());
        } catch (IllegalArgumentException e) {
            error(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Records that something else is allowed here. */
    void mustBe(String allowed) {
        error("must be " + allowed + ", was " + given());
    }

    /** Records an error at this place. */
    void error(String message) {
        problems.error(problem(message));
    }

    /** Records a warning at this place. */
    void warn(String message) {
        problems.warning(problem(message));
    }

    private Problem problem(String message) {
        int line = node.getStartMark().map(m -> m.getLine() + 1).orElse(0);
        int column = node.getStartMark().map(m -> m.getColumn() + 1).orElse(0);
        return new Problem(source, line, column, path, MessageText.oneLine(open(message), MessageText.MOST));
    }

    /** A message of others without what no message may show. */
    private String open(String message) {
        return node instanceof ScalarNode scalar
                        && !scalar.getValue().isEmpty()
                        && (secret || !MessageText.isHarmless(scalar.getValue()))
                ? message.replace(scalar.getValue(), "***")
                : message;
    }

    /** What stands here, as far as a message may show it. */
    private String given() {
        if (isNull()) {
            return "nothing";
        }
        if (secret && node instanceof ScalarNode scalar) {
            return "a text of " + scalar.getValue().length() + " characters";
        }
        if (node instanceof ScalarNode scalar) {
            return MessageText.given(scalar.getValue(), node.getTag().equals(Tag.STR));
        }
        return node instanceof SequenceNode
                ? "a list"
                : isTemplate() ? "a template's {{ }}, not filled in" : "a mapping";
    }

    /** Whether it is a mapping in place of a field's name: {@code {{ .Values.name }}} is read as that. */
    private boolean isTemplate() {
        return node instanceof MappingNode outer
                && outer.getValue().size() == 1
                && outer.getValue().get(0).getKeyNode() instanceof MappingNode;
    }
}
