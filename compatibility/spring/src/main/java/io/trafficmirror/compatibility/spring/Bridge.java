// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.spring;

/** What traces: two bridges of Micrometer Tracing are on the class path, an application has one. */
public enum Bridge {
    /** Brave. */
    BRAVE("OpenTelemetryTracingAutoConfiguration", "opentelemetry"),
    /** OpenTelemetry. */
    OPEN_TELEMETRY("BraveAutoConfiguration", "brave");

    private final String other;
    private final String otherPackage;

    Bridge(String other, String otherPackage) {
        this.other = other;
        this.otherPackage = otherPackage;
    }

    /** The value of {@code spring.autoconfigure.exclude} without the other one, on Spring Boot 3 and on 4. */
    String excludesOther() {
        return "org.springframework.boot.actuate.autoconfigure.tracing." + other
                + ",org.springframework.boot.micrometer.tracing." + otherPackage + ".autoconfigure." + other;
    }
}
