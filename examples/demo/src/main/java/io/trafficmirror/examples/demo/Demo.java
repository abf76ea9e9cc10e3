// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

/** The demo: a primary and a shadow in one JVM. */
public final class Demo {
    private Demo() {}

    public static void main(String[] args) {
        System.out.println("Traffic Mirror demo: nothing to show yet");
    }
}
