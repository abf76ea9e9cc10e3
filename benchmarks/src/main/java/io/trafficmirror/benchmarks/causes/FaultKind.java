// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.causes;

import io.trafficmirror.compare.difference.DifferenceKind;
import io.trafficmirror.compare.difference.Transition;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the shadow does wrong, and as what it must be found. */
enum FaultKind {
    ROUNDED(Shape.AMOUNT, DifferenceKind.VALUE, Transition.ROUNDED),
    SCALED(Shape.AMOUNT, DifferenceKind.VALUE, Transition.SCALED),
    NEGATED(Shape.AMOUNT, DifferenceKind.VALUE, Transition.NEGATED),
    TAXED(Shape.AMOUNT, DifferenceKind.VALUE, Transition.OTHER),
    IN_QUOTES(Shape.AMOUNT, DifferenceKind.TYPE, Transition.NUMBER_STRING),
    FLIPPED(Shape.FLAG, DifferenceKind.VALUE, Transition.FLIPPED),
    UPPER_CASE(Shape.LABEL, DifferenceKind.VALUE, Transition.CASE),
    CUT(Shape.LABEL, DifferenceKind.VALUE, Transition.TRUNCATED),
    PADDED(Shape.LABEL, DifferenceKind.VALUE, Transition.TRIMMED),
    EMPTIED(Shape.LABEL, DifferenceKind.VALUE, Transition.EMPTIED),
    NULLED(Shape.LABEL, DifferenceKind.TYPE, Transition.NULL_VALUE),
    MISSING(Shape.LABEL, DifferenceKind.MISSING, Transition.OTHER),
    ESCAPED(Shape.REMARK, DifferenceKind.VALUE, Transition.ESCAPED),
    MISREAD(Shape.REMARK, DifferenceKind.VALUE, Transition.ENCODING_BROKEN),
    ANOTHER_STATE(Shape.STATE, DifferenceKind.VALUE, Transition.OTHER),
    OTHER_ZONE(Shape.DATE, DifferenceKind.VALUE, Transition.SHIFTED_HOURS),
    OTHER_FORMAT(Shape.DATE, DifferenceKind.VALUE, Transition.REFORMATTED),
    REORDERED(Shape.LIST, DifferenceKind.ORDER, Transition.ORDER_ONLY),
    NULL_DROPPED(Shape.NOTHING, DifferenceKind.MISSING, Transition.NULL_ABSENT),
    /** On a path that always differs: what was a UUID is a number. */
    NO_UUID(DifferenceKind.TYPE, Transition.FORMAT_LOST),
    EXTRA(DifferenceKind.EXTRA, Transition.OTHER),
    STATUS(DifferenceKind.STATUS, Transition.OTHER),
    BROKEN_BODY(DifferenceKind.UNPARSABLE, Transition.OTHER),
    HEADER_MISSING(DifferenceKind.MISSING, Transition.OTHER),
    HEADER_CHANGED(DifferenceKind.HEADER, Transition.OTHER);

    final Optional<Shape> shape;
    final DifferenceKind kind;
    final Transition transition;

    FaultKind(Shape shape, DifferenceKind kind, Transition transition) {
        this.shape = Optional.of(shape);
        this.kind = kind;
        this.transition = transition;
    }

    FaultKind(DifferenceKind kind, Transition transition) {
        this.shape = Optional.empty();
        this.kind = kind;
        this.transition = transition;
    }

    /** Whether nothing else of the response can be seen. */
    boolean hidesTheRest() {
        return this == STATUS || this == BROKEN_BODY;
    }

    /** Does it to a field of an object. */
    void spoil(Map<String, String> fields, String name) {
        if (this == MISSING || this == NULL_DROPPED) {
            fields.remove(name);
        } else {
            fields.put(name, spoilt(fields.getOrDefault(name, "")));
        }
    }

    private String spoilt(String json) {
        return switch (this) {
            case ROUNDED ->
                new BigDecimal(json).setScale(1, RoundingMode.HALF_UP).toPlainString();
            case SCALED -> new BigDecimal(json).scaleByPowerOfTen(2).toPlainString();
            case NEGATED -> "-" + json;
            case TAXED -> new BigDecimal(json).multiply(new BigDecimal("1.19")).toPlainString();
            case IN_QUOTES -> "\"" + json + "\"";
            case FLIPPED -> json.equals("true") ? "false" : "true";
            case UPPER_CASE -> json.toUpperCase(Locale.ROOT);
            case CUT -> json.substring(0, 12) + "\"";
            case PADDED -> json.substring(0, json.length() - 1) + "  \"";
            case EMPTIED -> "\"\"";
            case NULLED -> "null";
            case ESCAPED -> json.replace("&", "&amp;");
            case MISREAD -> json.replace("é", "Ã©");
            case ANOTHER_STATE -> "\"UNKNOWN\"";
            case OTHER_ZONE -> json.substring(0, 12) + hoursLater(json.substring(12, 14)) + json.substring(14);
            case OTHER_FORMAT -> json.replace('T', ' ').replace("Z", "+00:00");
            case REORDERED ->
                "[" + json.substring(json.indexOf(',') + 1, json.length() - 1) + ","
                        + json.substring(1, json.indexOf(',')) + "]";
            case NO_UUID -> "4711";
            case EXTRA -> "\"debug\"";
            case MISSING, NULL_DROPPED, STATUS, BROKEN_BODY, HEADER_MISSING, HEADER_CHANGED -> json;
        };
    }

    private static String hoursLater(String hours) {
        return String.format(Locale.ROOT, "%02d", Integer.parseInt(hours) + 2);
    }
}
