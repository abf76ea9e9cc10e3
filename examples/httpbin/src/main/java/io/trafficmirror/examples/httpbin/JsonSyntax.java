// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.httpbin;

/** Tells whether a text is one JSON value (RFC 8259), nested at most 500 deep. Confined to one text. */
final class JsonSyntax {
    private static final int MAX_DEPTH = 500;

    private final String text;
    private int at;

    private JsonSyntax(String text) {
        this.text = text;
    }

    static boolean isValid(String text) {
        JsonSyntax syntax = new JsonSyntax(text);
        return syntax.value(0) && syntax.at == text.length();
    }

    private boolean value(int depth) {
        blanks();
        boolean valid = switch (peek()) {
            case '{' -> depth < MAX_DEPTH && members('}', depth, true);
            case '[' -> depth < MAX_DEPTH && members(']', depth, false);
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        };
        blanks();
        return valid;
    }

    private boolean members(char end, int depth, boolean named) {
        at++;
        blanks();
        if (take(end)) {
            return true;
        }
        do {
            if ((named && !name()) || !value(depth + 1)) {
                return false;
            }
        } while (take(','));
        return take(end);
    }

    private boolean name() {
        blanks();
        if (peek() != '"' || !string()) {
            return false;
        }
        blanks();
        return take(':');
    }

    private boolean string() {
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return true;
            }
            if (c < ' ' || (c == '\\' && !escape())) {
                return false;
            }
        }
        return false;
    }

    private boolean escape() {
        if (take('u')) {
            for (int i = 0; i < 4; i++) {
                if ("0123456789abcdefABCDEF".indexOf(peek()) < 0) {
                    return false;
                }
                at++;
            }
            return true;
        }
        boolean known = "\"\\/bfnrt".indexOf(peek()) >= 0;
        at++;
        return known;
    }

    private boolean number() {
        take('-');
        if (!take('0') && !digits()) {
            return false;
        }
        if (take('.') && !digits()) {
            return false;
        }
        return !exponent() || digits();
    }

    /** Takes what precedes the digits of an exponent, if there is one. */
    private boolean exponent() {
        if (!take('e') && !take('E')) {
            return false;
        }
        if (!take('+')) {
            take('-');
        }
        return true;
    }

    private boolean digits() {
        int start = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        return at > start;
    }

    private boolean word(String word) {
        boolean found = text.startsWith(word, at);
        at += found ? word.length() : 0;
        return found;
    }

    private void blanks() {
        while (" \t\r\n".indexOf(peek()) >= 0) {
            at++;
        }
    }

    private boolean take(char c) {
        boolean found = peek() == c;
        at += found ? 1 : 0;
        return found;
    }

    /** The next character, or U+FFFF, which no production accepts, at the end. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : '\uffff';
    }
}
