// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.judge;

import com.sun.net.httpserver.BasicAuthenticator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Lets in who gives the gate's token as a password, for a browser has no bearer token to send. The name does not matter. Immutable. */
final class TokenAuthenticator extends BasicAuthenticator {
    private final byte[] token;

    TokenAuthenticator(String token) {
        super("mirror-judge", StandardCharsets.UTF_8);
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean checkCredentials(String name, String password) {
        return MessageDigest.isEqual(password.getBytes(StandardCharsets.UTF_8), token);
    }
}
