// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.judge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trafficmirror.compare.report.Experiment;
import io.trafficmirror.compare.verdict.FailLatch;
import io.trafficmirror.compare.verdict.Judgement;
import io.trafficmirror.compare.verdict.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A verdict as it stands in the topic of verdicts: JSON for everybody, with what must be remembered of a FAIL. Stateless. */
final class StoredVerdict {
    private static final JsonFactory FACTORY = new JsonFactory();

    private StoredVerdict() {}

    static byte[] write(Experiment experiment, Verdict verdict, FailLatch latch, Judgement judgement) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("candidate", experiment.candidate());
            json.writeStringField("settings", experiment.settings());
            json.writeStringField("verdict", verdict.outcome().name());
            json.writeNumberField("code", verdict.code());
            json.writeStringField("reason", verdict.reason());
            if (verdict.needs().isPresent()) {
                json.writeNumberField("needs", verdict.needs().getAsLong());
            }
            json.writeStringField("judgement", judgement.toString());
            if (latch.logPeak() > Double.NEGATIVE_INFINITY) {
                json.writeNumberField("failPeak", latch.logPeak());
                json.writeStringField("failReason", latch.reason());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /**
     * What must be remembered: a FAIL that was reached under this question, or under one that was not noted.
     *
     * @throws IllegalArgumentException if it is no verdict
     */
    static FailLatch latch(byte[] value, Judgement judgement) {
        double peak = Double.NEGATIVE_INFINITY;
        String reason = "";
        String question = judgement.toString();
        boolean isOfAnother = false;
        try (JsonParser json = FACTORY.createParser(value)) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.VALUE_NUMBER_FLOAT && "failPeak".equals(json.currentName())) {
                    peak = json.getDoubleValue();
                } else if (json.currentToken() == JsonToken.VALUE_STRING && "failReason".equals(json.currentName())) {
                    reason = json.getText();
                } else if (json.currentToken() == JsonToken.VALUE_STRING && "judgement".equals(json.currentName())) {
                    isOfAnother = !json.getText().equals(question);
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("verdict: is no JSON: " + e.getMessage(), e);
        }
        return isOfAnother ? FailLatch.OPEN : new FailLatch(peak, reason);
    }
}
