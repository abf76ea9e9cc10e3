// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import java.util.regex.Pattern;

/**
 * What of a manifest's text may stand in a message. Messages go to logs, and a token may stand at any place where somebody has put it
 * by mistake: so only what is too short for one, or a single word, is ever shown. Stateless.
 */
final class MessageText {
    /** The longest message, in chars. */
    static final int MOST = 1000;

    private static final int LONGEST_NUMBER = 24;

    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z]{1,32}"
            + "|[A-Za-z0-9._/*+()\\[\\]-]{0,16}" // a name, a path
            + "|[A-Za-z0-9 ._-]{0,8}"
            + "|[A-Za-z0-9.-]{1,12}:[0-9]{1,5}" // a host with its port
            + "|[a-z0-9-]{1,24}([.][a-z0-9-]{1,24}){1,6}/v[0-9a-z]{1,12}"); // the version of an API

    private static final Pattern NUMBER = Pattern.compile("[-+0-9.eE]{1," + LONGEST_NUMBER + "}");

    /** What the YAML engine says before it quotes the text. */
    private static final Pattern QUOTING =
            Pattern.compile("(undefined alias|undefined tag handle|duplicate tag handle|but found:|URI in UTF-8:) .*");

    private MessageText() {}

    /** Whether a message may show this text of a manifest. */
    static boolean isHarmless(String text) {
        return HARMLESS.matcher(text).matches() || NUMBER.matcher(text).matches();
    }

    /** The text, if a message may show it, else how long it is. */
    static String given(String text, boolean quoted) {
        if (!isHarmless(text)) {
            return "a text of " + text.length() + " characters";
        }
        return quoted ? '"' + text + '"' : text;
    }

    /** The name of a field, as a part of a path. */
    static String name(String name) {
        return isHarmless(name) ? name : "***";
    }

    /** What the engine says of text that is not YAML, without the text. */
    static String ofEngine(String problem) {
        return QUOTING.matcher(problem).replaceAll("$1 ***");
    }

    /** A message of at most so many characters, without control characters. */
    static String oneLine(String text, int most) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), most); i++) {
            char c = text.charAt(i);
            shown.append(Character.isISOControl(c) ? '?' : c);
        }
        return text.length() > most ? shown + "..." : shown.toString();
    }
}
