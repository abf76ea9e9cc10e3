// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.transport;

import io.trafficmirror.benchmarks.nginx.Nginx;
import io.trafficmirror.testkit.http.TestTls;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/** nginx with one worker that answers every request 204, with or without TLS. Stateless. */
final class NoContent {
    private static final String HTTP = """
            client_max_body_size 1m;
            server {
              listen 127.0.0.1:PORT LISTEN;
              TLS
              location / { return 204; }
            }
            """;
    private static final char[] PASSWORD = "testkit".toCharArray();

    private NoContent() {}

    static Nginx plain() throws IOException {
        return new Nginx("1", HTTP.replace("LISTEN", "").replace("TLS", ""));
    }

    /** With the testkit's certificate for localhost, written to this folder. */
    static Nginx tls(Path folder) throws IOException {
        Path certificate = folder.resolve("certificate.pem");
        Path key = folder.resolve("key.pem");
        try (InputStream in = TestTls.class.getResourceAsStream("test-keys.p12")) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD);
            pem(certificate, "CERTIFICATE", store.getCertificate("server").getEncoded());
            pem(key, "PRIVATE KEY", store.getKey("server", PASSWORD).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IOException("the testkit's keys can't be used on this Java platform", e);
        }
        String tls = "ssl_certificate " + certificate + "; ssl_certificate_key " + key + ";";
        return new Nginx("1", HTTP.replace("LISTEN", "ssl").replace("TLS", tls));
    }

    private static void pem(Path file, String what, byte[] content) throws IOException {
        Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        Files.writeString(
                file,
                "-----BEGIN " + what + "-----\n" + lines.encodeToString(content) + "\n-----END " + what + "-----\n");
    }
}
