// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.verdict;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.trafficmirror.compare.statistics.BudgetTest;
import io.trafficmirror.compare.statistics.RateTest;
import io.trafficmirror.compare.statistics.SequentialMcNemar;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Judges counts, one JSON object a line, for anyone's own simulations. Immutable, safe for concurrent use.
 *
 * <p>In: {@code {"exchanges":n,"mismatches":m,"controlled":k,"shadowOnly":b,"controlOnly":c}}; the last three are 0 where they are left out, and
 * {@code controlled} counts informative exchanges. Out, for each: {@code {"verdict":…,"logFailDifference":A,"logFailBudget":B,"logPassControlled":B,
 * "logPassRaw":C,"needs":…}}, natural logarithms. The line is one route under {@link Judgement#defaults()}, without "one less" and without weights: FAIL
 * where the excess is proved above the budget, PASS where it is proved below. {@code needs} is null where no number of exchanges would decide.
 *
 * @since 0.1.0
 */
public final class CountsJudge {
    private static final int BUFFER = 1 << 16;

    private final double alpha;
    private final double proved;
    private final BudgetTest above;
    private final BudgetTest below;
    private final RateTest raw;

    private CountsJudge(Judgement judgement) {
        this.alpha = judgement.alpha();
        this.proved = -Math.log(alpha);
        double excess = judgement.budget().excess();
        this.above = BudgetTest.above(excess);
        this.below = BudgetTest.below(excess);
        this.raw = RateTest.below(excess);
    }

    /** A judge for the default question. */
    public static CountsJudge defaults() {
        return new CountsJudge(Judgement.defaults());
    }

    /**
     * Judges all that the input holds. Memory does not grow with it.
     *
     * @param in objects in UTF-8, separated by white space; not closed
     * @param out one line for each; flushed, not closed
     * @throws IllegalArgumentException when a line is no such object or its counts are impossible; the message names the line
     */
    public void judge(InputStream in, OutputStream out) throws IOException {
        OutputStream lines = new BufferedOutputStream(out, BUFFER);
        StringBuilder line = new StringBuilder(200);
        try (JsonParser parser = JsonFactory.builder()
                .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                .build()
                .createParser(in)) {
            int at = 1;
            try {
                while (parser.nextToken() != null) {
                    at = parser.currentTokenLocation().getLineNr();
                    judge(read(parser), line);
                    lines.write(line.toString().getBytes(StandardCharsets.US_ASCII));
                    line.setLength(0);
                }
            } catch (IllegalArgumentException | JsonProcessingException e) {
                String said = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
                throw new IllegalArgumentException("counts: " + said + " (line " + at + ")", e);
            } finally {
                lines.flush();
            }
        }
    }

    private void judge(Line counts, StringBuilder line) {
        double difference = SequentialMcNemar.logEvidence(counts.shadowOnly, counts.controlOnly);
        double fail = above.logEvidence(counts.controlled, counts.shadowOnly, counts.controlOnly);
        double pass = below.logEvidence(counts.controlled, counts.shadowOnly, counts.controlOnly);
        double without = raw.logEvidence(counts.exchanges, counts.mismatches);
        long noise = counts.controlOnly + counts.leastBoth();
        Outcome outcome = fail >= proved
                ? Outcome.FAIL
                : without >= proved || (pass >= proved && noise >= RouteJudge.NOISE)
                        ? Outcome.PASS
                        : Outcome.INSUFFICIENT;
        OptionalLong needs = outcome == Outcome.INSUFFICIENT ? needs(counts, noise) : OptionalLong.of(0);
        line.append("{\"verdict\":\"")
                .append(outcome)
                .append("\",\"logFailDifference\":")
                .append(difference)
                .append(",\"logFailBudget\":")
                .append(fail)
                .append(",\"logPassControlled\":")
                .append(pass)
                .append(",\"logPassRaw\":")
                .append(without)
                .append(",\"needs\":")
                .append(needs.isPresent() ? Long.toString(needs.getAsLong()) : "null")
                .append("}\n");
    }

    private OptionalLong needs(Line counts, long noise) {
        long least = raw.needs(alpha, counts.exchanges, counts.mismatches).orElse(Long.MAX_VALUE);
        if (counts.controlled > 0 && noise > 0) {
            double first = Math.max(0, RouteJudge.NOISE - noise) / (double) noise * counts.controlled;
            OptionalLong more = below.needs(alpha, counts.controlled, counts.shadowOnly, counts.controlOnly);
            if (more.isPresent()) {
                least = Math.min(least, Math.max(more.getAsLong(), (long) Math.ceil(first)));
            }
        }
        if (counts.shadowOnly > counts.controlOnly) {
            least = Math.min(
                    least,
                    above.needs(alpha, counts.controlled, counts.shadowOnly, counts.controlOnly)
                            .orElse(Long.MAX_VALUE));
        }
        return least == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(least);
    }

    private static Line read(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("must be an object, was " + parser.getText());
        }
        long[] value = {-1, -1, 0, 0, 0};
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            int field = Line.FIELDS.indexOf(name);
            if (field < 0) {
                throw new IllegalArgumentException("field \"" + name + "\" is unknown, known are " + Line.FIELDS);
            }
            if (parser.nextToken() != JsonToken.VALUE_NUMBER_INT) {
                throw new IllegalArgumentException(
                        String.format(Locale.ROOT, "%s: must be a whole number, was %s", name, parser.getText()));
            }
            value[field] = parser.getLongValue();
        }
        return new Line(value[0], value[1], value[2], value[3], value[4]);
    }

    private record Line(long exchanges, long mismatches, long controlled, long shadowOnly, long controlOnly) {
        static final List<String> FIELDS =
                List.of("exchanges", "mismatches", "controlled", "shadowOnly", "controlOnly");

        Line {
            Checks.count(exchanges, "exchanges");
            Checks.parts(exchanges, "exchanges", "mismatches", mismatches);
            Checks.parts(controlled, "controlled", "shadowOnly + controlOnly", shadowOnly, controlOnly);
        }

        /** How often both must have differed at the least: mismatches that neither the shadow alone nor an uncontrolled exchange explains. */
        long leastBoth() {
            return Math.max(0, mismatches - shadowOnly - Math.max(0, exchanges - controlled));
        }
    }
}
