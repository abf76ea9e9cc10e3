// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Hands on the events of a parser, without tags that make objects or say something else than the text does, up to a depth and a number
 * that hostile text can't pass. What an alias stands for counts each time: values are read as often as they are named. The engine's
 * composer recurses with the depth, and has no bound of its own. Confined to one thread.
 */
final class YamlBounds implements Parser {
    /** How deep collections may nest; an HTTPRoute needs 12. */
    static final int MAX_DEPTH = 64;

    /** Values in one text, aliases written out; a route of the most rules with the most matches has some 50,000. */
    static final int MAX_VALUES = 500_000;

    /** Aliases in one text. */
    static final int MAX_ALIASES = 1_000;

    private static final Set<String> TAGS = Stream.of("str", "int", "float", "bool", "null", "map", "seq")
            .map(tag -> "tag:yaml.org,2002:" + tag)
            .collect(Collectors.toUnmodifiableSet());

    private final Parser parser;
    private final ScalarResolver resolver = new CoreSchema().getScalarResolver();
    private final Map<Anchor, Size> anchors = new HashMap<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private int depth;
    private long values;
    private long characters;
    private int aliases;

    /** What a node holds, aliases in it written out. */
    private record Size(long values, long characters) {}

    /** A collection that has begun. */
    private record Open(Optional<Anchor> anchor, long values, long characters) {}

    YamlBounds(Parser parser) {
        this.parser = parser;
    }

    @Override
    public boolean checkEvent(Event.ID choice) {
        return parser.checkEvent(choice);
    }

    @Override
    public Event peekEvent() {
        return parser.peekEvent();
    }

    @Override
    public boolean hasNext() {
        return parser.hasNext();
    }

    @Override
    public Event next() {
        Event event = parser.next();
        checkTag(event);
        switch (event.getEventId()) {
            case MappingStart, SequenceStart -> {
                within("levels", ++depth, MAX_DEPTH, event);
                open.push(new Open(((CollectionStartEvent) event).getAnchor(), values, characters));
                add(new Size(1, 0), event);
            }
            case MappingEnd, SequenceEnd -> {
                depth--;
                Open begun = open.pop();
                begun.anchor()
                        .ifPresent(anchor -> anchors.put(
                                anchor, new Size(values - begun.values(), characters - begun.characters())));
            }
            case Scalar -> {
                ScalarEvent scalar = (ScalarEvent) event;
                Size size = new Size(1, scalar.getValue().length());
                scalar.getAnchor().ifPresent(anchor -> anchors.put(anchor, size));
                add(size, event);
            }
            case Alias -> {
                within("aliases", ++aliases, MAX_ALIASES, event);
                add(anchors.getOrDefault(((AliasEvent) event).getAlias(), new Size(1, 0)), event);
            }
            default -> {}
        }
        return event;
    }

    private void add(Size size, Event event) {
        values += size.values();
        characters += size.characters();
        within("values", values, MAX_VALUES, event);
        within("characters", characters, YamlDocuments.MAX_LENGTH, event);
    }

    /**
     * Tags beyond those of the core schema would mean something to a program that makes objects; this one does not. And none may say
     * something else than what stands there: {@code !!null [Authorization]} would be a list of which nothing is read.
     */
    private void checkTag(Event event) {
        Optional<String> tag = Optional.empty();
        if (event instanceof ScalarEvent scalar) {
            tag = scalar.getTag();
        } else if (event instanceof CollectionStartEvent collection) {
            tag = collection.getTag();
        }
        if (tag.isPresent() && !TAGS.contains(tag.get())) {
            throw new Refused("no tag " + shown(tag.get()) + " is read", event.getStartMark());
        }
        if (tag.isPresent() && !fits(tag.get(), event)) {
            throw new Refused("no tag " + tag.get() + " is read for what stands here", event.getStartMark());
        }
    }

    /** A password may begin with an exclamation mark: no tag is shown but those that YAML itself has. */
    private static String shown(String tag) {
        return tag.startsWith("tag:yaml.org,2002:") && tag.length() < 40 ? tag : "***";
    }

    private boolean fits(String tag, Event event) {
        if (!(event instanceof ScalarEvent scalar)) {
            return tag.equals((event.getEventId() == Event.ID.MappingStart ? Tag.MAP : Tag.SEQ).getValue());
        }
        String resolved = resolver.resolve(scalar.getValue(), true).getValue();
        return tag.equals(Tag.STR.getValue())
                || tag.equals(resolved)
                || (tag.equals(Tag.FLOAT.getValue()) && resolved.equals(Tag.INT.getValue()));
    }

    private static void within(String what, long count, long most, Event event) {
        if (count > most) {
            throw new Refused("at most " + most + " " + what + " are read", event.getStartMark());
        }
    }

    private static final class Refused extends MarkedYamlEngineException {
        private static final long serialVersionUID = 1L;

        Refused(String problem, Optional<Mark> mark) {
            super("", Optional.empty(), problem, mark);
        }
    }
}
