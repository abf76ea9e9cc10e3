// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.shadows;

import io.trafficmirror.testkit.http.TestTls;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;

/** The testkit's server key, as servers outside the JVM want it. Stateless. */
final class Keys {
    /** The password of the store and of its keys. */
    static final String PASSWORD = "testkit";

    /** The key for localhost. */
    static final String ALIAS = "server";

    private Keys() {}

    static KeyStore store() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = TestTls.class.getResourceAsStream("test-keys.p12")) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    /** Writes {@code key.pem} and {@code certificate.pem} into the directory. */
    static void writePem(Path directory) throws Exception {
        KeyStore store = store();
        byte[] key = store.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded();
        Files.writeString(directory.resolve("key.pem"), pem("PRIVATE KEY", key));
        StringBuilder chain = new StringBuilder();
        for (Certificate certificate : store.getCertificateChain(ALIAS)) {
            chain.append(pem("CERTIFICATE", certificate.getEncoded()));
        }
        Files.writeString(directory.resolve("certificate.pem"), chain);
    }

    private static String pem(String what, byte[] der) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n";
    }
}
