// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.paper;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one measurement gave: a line of JSON in a file of raw results. Immutable.
 *
 * @param scenario what was done, as a short name
 * @param variant what it was done with
 * @param round which pass over all variants, from 1; ratios are taken within a round
 * @param figures by name
 * @param refused why it counts for nothing; empty if it counts
 */
public record Sample(String scenario, String variant, int round, Map<String, Double> figures, String refused) {
    private static final JsonFactory JSON = new JsonFactory();

    /** Copies the figures. */
    public Sample {
        figures = Collections.unmodifiableMap(new TreeMap<>(figures));
    }

    /** One that counts. */
    public Sample(String scenario, String variant, int round, Map<String, Double> figures) {
        this(scenario, variant, round, figures, "");
    }

    /** Whether it counts. */
    public boolean counts() {
        return refused.isEmpty();
    }

    /** The same, which counts for nothing if there is a reason. */
    public Sample refusedFor(String reason) {
        return new Sample(scenario, variant, round, figures, reason);
    }

    /** A figure, or not a number where it was not to be had. */
    public double figure(String name) {
        return figures.getOrDefault(name, Double.NaN);
    }

    /** One line. Figures that are no numbers are left out. */
    public String toJson() {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("scenario", scenario);
            json.writeStringField("variant", variant);
            json.writeNumberField("round", round);
            if (!counts()) {
                json.writeStringField("refused", refused);
            }
            for (Map.Entry<String, Double> figure : figures.entrySet()) {
                if (Double.isFinite(figure.getValue())) {
                    json.writeFieldName(figure.getKey());
                    json.writeNumber(plain(figure.getValue()));
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toString();
    }

    /** Four places are more than any of the figures is good for. */
    private static BigDecimal plain(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(Math.abs(value) < 1 ? 6 : 4, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0
                ? BigDecimal.ZERO
                : new BigDecimal(rounded.stripTrailingZeros().toPlainString());
    }

    /** Reads what {@link #toJson} wrote. */
    public static Sample parse(String line) {
        Map<String, String> texts = new TreeMap<>();
        Map<String, Double> numbers = new TreeMap<>();
        try (JsonParser json = JSON.createParser(line)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    texts.put(json.currentName(), json.getText());
                } else if (token.isNumeric()) {
                    numbers.put(json.currentName(), json.getDoubleValue());
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("not a sample: " + line, e);
        }
        Double round = numbers.remove("round");
        String scenario = texts.get("scenario");
        String variant = texts.get("variant");
        if (round == null || scenario == null || variant == null) {
            throw new IllegalArgumentException("not a sample: " + line);
        }
        return new Sample(scenario, variant, round.intValue(), numbers, texts.getOrDefault("refused", ""));
    }
}
