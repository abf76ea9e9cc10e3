// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The three tests against arithmetic that does not round. */
class OracleTest {
    private static final double TOLERANCE = 1e-9;

    /**
     * The table was computed outside this repository in decimal arithmetic of 70 digits, from the formulas of {@code docs/verdict.md}: incomplete beta
     * by its continued fraction, log-gamma by Stirling's series, mixtures by plain sums. Each line: exchanges, mismatches, controlled, shadow only,
     * control only, ln A, ln B-FAIL, ln B-PASS, ln C at ε = 0.001.
     */
    @Test
    void agrees_with_a_table_of_seventy_digits_for_counts_up_to_a_thousand_million() throws IOException {
        BudgetTest above = BudgetTest.above(0.001);
        BudgetTest below = BudgetTest.below(0.001);
        RateTest raw = RateTest.below(0.001);
        List<String> lines = lines();

        assertThat(lines).hasSizeGreaterThan(150);
        for (String line : lines) {
            String[] field = line.split(" ");
            long[] count =
                    Arrays.stream(field).limit(5).mapToLong(Long::parseLong).toArray();
            same(line, SequentialMcNemar.logEvidence(count[3], count[4]), field[5]);
            same(line, above.logEvidence(count[2], count[3], count[4]), field[6]);
            same(line, below.logEvidence(count[2], count[3], count[4]), field[7]);
            same(line, raw.logEvidence(count[0], count[1]), field[8]);
        }
    }

    @Test
    void agrees_with_whole_numbers_where_all_are_small() {
        for (int b = 0; b <= 60; b++) {
            for (int c = 0; c <= 60; c++) {
                assertThat(SequentialMcNemar.logEvidence(b, c))
                        .as("b %d, c %d", b, c)
                        .isCloseTo(Math.log(exact(b, c)), within(1e-13));
            }
        }
    }

    @Test
    void the_sum_and_the_quadrature_meet() {
        for (long b = 240; b <= 260; b++) {
            for (long c = 240; c <= 260; c++) {
                assertThat(SequentialMcNemar.logEvidence(b, c))
                        .as("b %d, c %d", b, c)
                        .isCloseTo(Math.log(exact((int) b, (int) c)), within(1e-12));
            }
        }
    }

    /** {@code Σ_{j≤b} C(N,j) / (C(N,b) (c+1))} with {@code N = b+c+1}. */
    private static double exact(int b, int c) {
        int n = b + c + 1;
        BigInteger choose = BigInteger.ONE;
        BigInteger sum = BigInteger.ONE;
        for (int j = 1; j <= b; j++) {
            choose = choose.multiply(BigInteger.valueOf(n - j + 1)).divide(BigInteger.valueOf(j));
            sum = sum.add(choose);
        }
        return new BigDecimal(sum)
                .divide(new BigDecimal(choose.multiply(BigInteger.valueOf(c + 1))), MathContext.DECIMAL128)
                .doubleValue();
    }

    private static void same(String line, double actual, String expected) {
        double value = Double.parseDouble(expected);
        assertThat(actual).as(line).isCloseTo(value, within(TOLERANCE * Math.max(1, Math.abs(value))));
    }

    private static List<String> lines() throws IOException {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(OracleTest.class.getResourceAsStream("evidence.txt"), StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).toList();
        }
    }
}
