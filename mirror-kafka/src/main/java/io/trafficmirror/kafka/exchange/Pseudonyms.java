// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka.exchange;

import io.trafficmirror.compare.evidence.SecretText;
import java.util.HashMap;
import java.util.Map;

/**
 * Names for the secrets of one exchange: equal ones have the same, so that a comparison still tells whether they are equal. A name says nothing of what it
 * stands for, not even by a hash. Confined to one exchange.
 */
final class Pseudonyms {
    private final Map<String, Integer> numbers = new HashMap<>();

    /**
     * As in {@code REDACTED-2x}: two of them are tokens of one alphabet, so that a comparison takes their difference for noise where the control shows it
     * too, and for a difference where the shadow alone does.
     */
    String of(String secret) {
        return SecretText.REDACTED + "-" + number(secret) + "x";
    }

    /** 1 for the first secret, 2 for the second …. */
    int number(String secret) {
        return numbers.computeIfAbsent(secret, s -> numbers.size() + 1);
    }
}
