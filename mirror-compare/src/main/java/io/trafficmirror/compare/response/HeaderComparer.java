// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.response;

import io.trafficmirror.compare.difference.DifferenceKind;
import io.trafficmirror.compare.difference.Differences;
import io.trafficmirror.compare.difference.ExchangeTime;
import io.trafficmirror.compare.difference.Path;
import io.trafficmirror.compare.difference.PathTable;
import io.trafficmirror.compare.difference.ShownPair;
import io.trafficmirror.compare.difference.ShownValue;
import io.trafficmirror.compare.difference.TextComparer;
import io.trafficmirror.compare.difference.Transition;
import io.trafficmirror.http.Headers;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Compares the fields of two responses by rules. Confined to one thread. */
final class HeaderComparer {
    private static final String SET_COOKIE = "set-cookie";
    private static final String CONTENT_TYPE = "content-type";
    private static final String CONTENT_ENCODING = "content-encoding";
    private static final String VARY = "vary";

    private final HeaderRules rules;
    private final TextComparer texts = new TextComparer();

    HeaderComparer(HeaderRules rules) {
        this.rules = rules;
    }

    /**
     * Compares.
     *
     * @param sameContent whether the content is equal to the byte: only then do values of fields that follow from it say something
     */
    void compare(
            Headers primary, Headers other, boolean sameContent, PathTable table, ExchangeTime time, Differences into) {
        boolean sameCoding = primary.joined(CONTENT_ENCODING).equals(other.joined(CONTENT_ENCODING));
        if (sameContent && !sameCoding) {
            // The same bytes, and one side does not say how they are to be read.
            field(CONTENT_ENCODING, primary, other, table, time, into);
        }
        for (String name : rules.compared()) {
            if (!primary.contains(name) && !other.contains(name)) {
                continue;
            }
            if (name.equals(SET_COOKIE)) {
                CookieComparer.compare(primary, other, table.header(SET_COOKIE), time, into);
            } else if (!HeaderRules.isDerived(name) || sameContent) {
                field(name, primary, other, table, time, into);
            } else if (sameCoding && primary.contains(name) != other.contains(name)) {
                // Its value follows from the content; that it is there does not.
                field(name, primary, other, table, time, into);
            }
        }
        unlisted(primary, other, sameContent, table, time, into);
    }

    /** Fields that no rule names. */
    private void unlisted(
            Headers primary, Headers other, boolean sameContent, PathTable table, ExchangeTime time, Differences into) {
        for (int i = 0; i < primary.size(); i++) {
            String name = primary.name(i).toLowerCase(Locale.ROOT);
            if (isUnlisted(name) && (!other.contains(name) || says(name, sameContent))) {
                field(name, primary, other, table, time, into);
            }
        }
        for (int i = 0; i < other.size(); i++) {
            String name = other.name(i).toLowerCase(Locale.ROOT);
            if (isUnlisted(name) && !primary.contains(name) && !ServerFields.contains(name)) {
                String value = other.value(i);
                into.add(
                        table.header(name),
                        DifferenceKind.EXTRA,
                        Transition.UNLISTED,
                        () -> new ShownPair(ShownValue.ABSENT, ShownValue.ofText(value, false)));
            }
        }
    }

    /** Whether the value of a field that no rule names says something of the application. */
    private static boolean says(String name, boolean sameContent) {
        return !ServerFields.contains(name) && (sameContent || !HeaderRules.isDerived(name));
    }

    private boolean isUnlisted(String name) {
        return !rules.compared().contains(name) && !rules.ignored().contains(name);
    }

    private void field(
            String name, Headers primary, Headers other, PathTable table, ExchangeTime time, Differences into) {
        Optional<String> left = primary.joined(name).filter(value -> says(name, value));
        Optional<String> right = other.joined(name).filter(value -> says(name, value));
        if (left.equals(right)) {
            return;
        }
        Path path = table.header(name);
        if (right.isEmpty()) {
            into.add(
                    path,
                    DifferenceKind.MISSING,
                    Transition.OTHER,
                    () -> new ShownPair(ShownValue.ofText(left.orElse(""), false), ShownValue.ABSENT));
        } else if (left.isEmpty()) {
            into.add(
                    path,
                    DifferenceKind.EXTRA,
                    Transition.OTHER,
                    () -> new ShownPair(ShownValue.ABSENT, ShownValue.ofText(right.orElse(""), false)));
        } else {
            values(name, left.get(), right.get(), path, time, into);
        }
    }

    /** A Vary that names the coding alone says no more than that the server compresses, as one on the way may do too. */
    private static boolean says(String name, String value) {
        return !name.equals(VARY) || !normalized(name, value).isEmpty();
    }

    private void values(String name, String left, String right, Path path, ExchangeTime time, Differences into) {
        String here = normalized(name, left);
        String there = normalized(name, right);
        if (!here.equals(there)) {
            texts.compare(here, there, path, DifferenceKind.HEADER, time, into);
        }
    }

    /** A value without what has no meaning in it. */
    private static String normalized(String name, String value) {
        if (name.equals(CONTENT_TYPE)) {
            return value.replace("\"", "").replaceAll("\\s*;\\s*", ";").toLowerCase(Locale.ROOT);
        }
        if (!HeaderRules.isList(name)) {
            return value;
        }
        return Arrays.stream(value.split(",", -1))
                .map(member -> member.strip().toLowerCase(Locale.ROOT))
                .filter(member -> !(name.equals(VARY) && member.equals("accept-encoding")))
                .sorted()
                .collect(Collectors.joining(","));
    }
}
