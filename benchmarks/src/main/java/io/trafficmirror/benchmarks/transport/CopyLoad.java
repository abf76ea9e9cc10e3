// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.transport;

/** The loads under which the cost of a copy is measured, and what was aimed at. */
enum CopyLoad {
    /** Small GETs as fast as they go. */
    GET_FULL("GET, saturation", 0, 1 / 6.0, 0.6, 1.0),
    /** Small GETs, 5,000 a second. */
    GET_5000("GET, 5,000/s", 5000, 1 / 8.0, 1.0, 1.75),
    /** Small GETs, 1,000 a second. */
    GET_1000("GET, 1,000/s", 1000, 1 / 6.0, 1.25, 2),
    /** Posts of 64 KiB as fast as they go. */
    POST_FULL("POST of 64 KiB, saturation", 0, 1 / 3.0, 0, 0),
    /** Small GETs over TLS as fast as they go. */
    TLS_FULL("GET over TLS, saturation", 0, 1, 0, 0),
    /** Small GETs over TLS, 5,000 a second. */
    TLS_5000("GET over TLS, 5,000/s", 5000, 1, 0, 0);

    private final String title;
    private final double perSecond;
    private final double ofJdk;
    private final double ofNginx;
    private final double accepted;

    CopyLoad(String title, double perSecond, double ofJdk, double ofNginx, double accepted) {
        this.title = title;
        this.perSecond = perSecond;
        this.ofJdk = ofJdk;
        this.ofNginx = ofNginx;
        this.accepted = accepted;
    }

    String title() {
        return title;
    }

    /** What results call it, on the running JDK. */
    String scenario() {
        return scenario(Runtime.version().feature());
    }

    /** What results call it, on this JDK. */
    String scenario(int jdk) {
        return jdk + "/" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** Copies a second; 0: as many as go. */
    double perSecond() {
        return perSecond;
    }

    boolean isPost() {
        return this == POST_FULL;
    }

    /** The most that wire may cost, JDK transport = 1. */
    double ofJdk() {
        return ofJdk;
    }

    /** The most that wire may cost, nginx = 1; 0: not compared. */
    double ofNginx() {
        return ofNginx;
    }

    /** The same, accepted with a profile. */
    double accepted() {
        return accepted;
    }
}
