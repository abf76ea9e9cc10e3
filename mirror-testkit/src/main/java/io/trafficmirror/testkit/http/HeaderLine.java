// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.http;

/**
 * One header or trailer line as it was on the wire: the name as spelled, the value without the blanks around it. A folded line
 * is unfolded with one space. Bytes are ISO-8859-1 characters. Immutable.
 *
 * @since 0.1.0
 */
public record HeaderLine(String name, String value) {
    @Override
    public String toString() {
        return name + ": " + value;
    }
}
