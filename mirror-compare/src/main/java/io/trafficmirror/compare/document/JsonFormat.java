// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.base.ParserBase;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;

/** Reads JSON by the tokens of jackson-core. Confined to one thread. */
final class JsonFormat {
    private final JsonFactory factory;

    JsonFormat(DocumentLimits limits) {
        // Its own bounds lie above ours, which give the reason; they hold what the tokenizer does between two tokens.
        StreamReadConstraints bounds = StreamReadConstraints.builder()
                .maxNestingDepth(limits.maxDepth() + 1)
                .maxNumberLength(limits.maxDigits() + 1)
                .maxNameLength(limits.maxNameChars() + 1)
                .maxStringLength(limits.maxBytes() + 1)
                .build();
        factory = JsonFactory.builder()
                .streamReadConstraints(bounds)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
    }

    /** One value, and nothing behind it. */
    void read(byte[] bytes, int offset, int length, DocumentWriter writer) throws RefusedException {
        try (JsonParser parser = factory.createParser(bytes, offset, length)) {
            if (parser.nextToken() == null) {
                throw new RefusedException(Refusal.MALFORMED);
            }
            value(parser, writer);
            if (parser.nextToken() != null) {
                throw new RefusedException(Refusal.MALFORMED);
            }
        } catch (StreamConstraintsException e) {
            throw new RefusedException(Refusal.TOO_LONG);
        } catch (IOException | IllegalStateException e) {
            throw new RefusedException(Refusal.MALFORMED);
        }
    }

    /** The same from characters. */
    void read(char[] chars, int offset, int length, DocumentWriter writer) throws RefusedException {
        try (JsonParser parser = factory.createParser(chars, offset, length)) {
            if (parser.nextToken() == null) {
                throw new RefusedException(Refusal.MALFORMED);
            }
            value(parser, writer);
            if (parser.nextToken() != null) {
                throw new RefusedException(Refusal.MALFORMED);
            }
        } catch (StreamConstraintsException e) {
            throw new RefusedException(Refusal.TOO_LONG);
        } catch (IOException | IllegalStateException e) {
            throw new RefusedException(Refusal.MALFORMED);
        }
    }

    /** A value a line, as clients take them; an array. Empty lines are left out. */
    void readLines(char[] chars, int length, DocumentWriter writer) throws RefusedException {
        writer.start(NodeKind.ARRAY);
        try (JsonParser parser = factory.createParser(chars, 0, length)) {
            int end = 0; // of the line of the value before
            while (parser.nextToken() != null) {
                int from = offset(parser);
                if (from < end) {
                    throw new RefusedException(Refusal.MALFORMED);
                }
                end = lineEnd(chars, from, length);
                value(parser, writer);
                if (offset(parser) >= end) {
                    throw new RefusedException(Refusal.MALFORMED);
                }
            }
        } catch (StreamConstraintsException e) {
            throw new RefusedException(Refusal.TOO_LONG);
        } catch (IOException | IllegalStateException e) {
            throw new RefusedException(Refusal.MALFORMED);
        }
        writer.end();
    }

    /** Where a token begins; by the class that all parsers of the factory have in common, for a location would be an object for each line. */
    private static int offset(JsonParser parser) {
        return (int) ((ParserBase) parser).getTokenCharacterOffset() - 1;
    }

    private static int lineEnd(char[] chars, int from, int length) {
        int i = from;
        while (i < length && chars[i] != '\n') {
            i++;
        }
        return i;
    }

    /** Values one behind the other, with white space between them; an array. */
    void readMany(char[] chars, int offset, int length, DocumentWriter writer) throws RefusedException {
        writer.start(NodeKind.ARRAY);
        try (JsonParser parser = factory.createParser(chars, offset, length)) {
            while (parser.nextToken() != null) {
                value(parser, writer);
            }
        } catch (StreamConstraintsException e) {
            throw new RefusedException(Refusal.TOO_LONG);
        } catch (IOException | IllegalStateException e) {
            throw new RefusedException(Refusal.MALFORMED);
        }
        writer.end();
    }

    /** Whether these characters are JSON; true if they are too much to be read, which reading them tells. */
    boolean isReadable(char[] chars) {
        try (JsonParser parser = factory.createParser(chars, 0, chars.length)) {
            parser.nextToken();
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (StreamConstraintsException e) {
            return true;
        } catch (IOException | IllegalStateException e) {
            return false;
        }
    }

    /** The value at whose first token the parser stands, to its last one. */
    private static void value(JsonParser parser, DocumentWriter writer) throws IOException, RefusedException {
        int depth = 0;
        for (JsonToken token = parser.currentToken(); ; token = parser.nextToken()) {
            if (token == null) {
                throw new RefusedException(Refusal.MALFORMED);
            }
            switch (token) {
                case START_OBJECT -> {
                    writer.start(NodeKind.OBJECT);
                    depth++;
                }
                case START_ARRAY -> {
                    writer.start(NodeKind.ARRAY);
                    depth++;
                }
                case END_OBJECT, END_ARRAY -> {
                    writer.end();
                    depth--;
                }
                case FIELD_NAME -> writer.name(parser.currentName());
                case VALUE_STRING ->
                    writer.string(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                    writer.number(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
                case VALUE_TRUE -> writer.bool(true);
                case VALUE_FALSE -> writer.bool(false);
                case VALUE_NULL -> writer.nothing();
                case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> throw new RefusedException(Refusal.MALFORMED);
            }
            if (depth == 0 && token != JsonToken.FIELD_NAME) {
                return;
            }
        }
    }
}
