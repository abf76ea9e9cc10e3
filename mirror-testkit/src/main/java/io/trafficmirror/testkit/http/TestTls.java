// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.http;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * TLS for tests, from keys that everybody has: worth nothing outside of a test. Servers trust the test client's certificate, the
 * clients trust the issuer of all of the servers' ones, so that each case fails for its own reason only. Each call gives a new context.
 *
 * <p>The keys are in {@code test-keys.p12} beside this class, made by {@code make-test-keys.sh} of this module.
 *
 * @since 0.1.0
 */
public final class TestTls {
    private static final char[] PASSWORD = "testkit".toCharArray();
    private static final String CLIENT = "client";
    private static final String ISSUER = "ca";

    private TestTls() {}

    /** A server whose certificate is for {@code localhost}, 127.0.0.1 and ::1. */
    public static SSLContext server() {
        return context("server", CLIENT);
    }

    /** A server whose certificate is for another host. */
    public static SSLContext serverOfOtherHost() {
        return context("other-host", CLIENT);
    }

    /** A server whose certificate is for the right host, and has expired. */
    public static SSLContext expiredServer() {
        return context("expired", CLIENT);
    }

    /** A client without a certificate that trusts the servers. */
    public static SSLContext client() {
        return context(null, ISSUER);
    }

    /** A client that trusts the servers and shows a certificate that they trust. */
    public static SSLContext clientWithCertificate() {
        return context(CLIENT, ISSUER);
    }

    /** A client that trusts none of the servers. */
    public static SSLContext distrustingClient() {
        return context(null, CLIENT);
    }

    private static SSLContext context(@Nullable String own, String... trusted) {
        try {
            KeyStore all = load();
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(all, own), trust(all, trusted).getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the testkit's keys can't be used on this Java platform", e);
        }
    }

    private static KeyManager[] keys(KeyStore all, @Nullable String own) throws GeneralSecurityException, IOException {
        if (own == null) {
            return new KeyManager[0];
        }
        KeyStore store = empty();
        store.setKeyEntry(own, all.getKey(own, PASSWORD), PASSWORD, all.getCertificateChain(own));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, PASSWORD);
        return factory.getKeyManagers();
    }

    private static TrustManagerFactory trust(KeyStore all, String... trusted)
            throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        for (String alias : trusted) {
            Certificate certificate = all.getCertificate(alias);
            store.setCertificateEntry(alias, certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static KeyStore load() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = TestTls.class.getResourceAsStream("test-keys.p12")) {
            if (in == null) {
                throw new IOException("test-keys.p12 is not beside this class");
            }
            store.load(in, PASSWORD);
        }
        return store;
    }
}
