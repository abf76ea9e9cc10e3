// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.parser.Parser;

/**
 * Hands on the events of a parser, without tags that make objects, up to a depth and a number that hostile text can't pass. The engine's composer recurses with
 * the depth, and has no bound of its own. Confined to one thread.
 */
final class YamlBounds implements Parser {
    /** How deep collections may nest; an HTTPRoute needs 12. */
    static final int MAX_DEPTH = 64;

    /** Values in one text; a route of the most rules with the most matches has some 50,000. */
    static final int MAX_VALUES = 500_000;

    /** Aliases in one text. */
    static final int MAX_ALIASES = 1_000;

    private static final Set<String> TAGS = Stream.of("str", "int", "float", "bool", "null", "map", "seq")
            .map(tag -> "tag:yaml.org,2002:" + tag)
            .collect(Collectors.toUnmodifiableSet());

    private final Parser parser;
    private int depth;
    private int values;
    private int aliases;

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
                within("values", ++values, MAX_VALUES, event);
            }
            case MappingEnd, SequenceEnd -> depth--;
            case Scalar -> within("values", ++values, MAX_VALUES, event);
            case Alias -> within("aliases", ++aliases, MAX_ALIASES, event);
            default -> {}
        }
        return event;
    }

    /** Tags beyond those of the core schema would mean something to a program that makes objects; this one does not. */
    private static void checkTag(Event event) {
        Optional<String> tag = Optional.empty();
        if (event instanceof ScalarEvent scalar) {
            tag = scalar.getTag();
        } else if (event instanceof CollectionStartEvent collection) {
            tag = collection.getTag();
        }
        if (tag.isPresent() && !TAGS.contains(tag.get())) {
            throw new Refused("no tag " + tag.get() + " is read", event.getStartMark());
        }
    }

    private static void within(String what, int count, int most, Event event) {
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
