// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.httpbin;

/** A request that an endpoint will not serve, with the status that says why. Immutable. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    private Refusal(int status, String detail) {
        super(detail, null, false, false);
        this.status = status;
    }

    static Refusal badRequest(String detail) {
        return new Refusal(400, detail);
    }

    static Refusal notFound(String detail) {
        return new Refusal(404, detail);
    }

    static Refusal tooLarge(String detail) {
        return new Refusal(413, detail);
    }

    int status() {
        return status;
    }
}
