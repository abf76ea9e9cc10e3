// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.jdk;

import io.trafficmirror.transport.FailureReason;
import io.trafficmirror.transport.Outcome;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Tells failures of the JDK's client apart by type, never by message. Stateless. */
final class Failures {
    private Failures() {}

    static Outcome.Failed of(Throwable fault) {
        return new Outcome.Failed(reason(fault), describe(fault));
    }

    private static FailureReason reason(Throwable fault) {
        if (has(fault, BodyCutException.class)) {
            return FailureReason.BODY_CUT;
        }
        if (has(fault, UnresolvedAddressException.class)) {
            return FailureReason.DNS;
        }
        if (has(fault, ConnectException.class) || has(fault, HttpConnectTimeoutException.class)) {
            return FailureReason.CONNECT;
        }
        if (has(fault, SSLException.class)) {
            return FailureReason.TLS;
        }
        if (has(fault, HttpTimeoutException.class)) {
            return FailureReason.TIMEOUT;
        }
        // A Content-Length that is no number surfaces as NumberFormatException.
        if (has(fault, ProtocolException.class) || has(fault, NumberFormatException.class)) {
            return FailureReason.PROTOCOL;
        }
        if (fault instanceof InterruptedException) {
            return FailureReason.CLOSED;
        }
        if (has(fault, EOFException.class) || has(fault, IOException.class)) {
            return FailureReason.RESET;
        }
        return FailureReason.INTERNAL_ERROR;
    }

    /**
     * Whether the response was a 101 that nobody asked for: its head was read, and the client closes the connection. By its message, for
     * want of a type; where that is another one, the response passes for one that could not be read.
     */
    static boolean isSwitch(Throwable fault) {
        return fault instanceof ProtocolException
                && String.valueOf(fault.getMessage()).startsWith("Unexpected 101 response");
    }

    /** Whether the client stumbled over a length behind a head that it had read: it leaves that connection open. */
    static boolean isLength(Throwable fault) {
        return has(fault, NumberFormatException.class);
    }

    private static boolean has(@Nullable Throwable fault, Class<? extends Throwable> type) {
        Throwable cause = fault;
        for (int depth = 0; cause != null && depth < 8; depth++) {
            if (type.isInstance(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** Types only, but for TLS: the client's messages quote what the shadow sent. */
    private static String describe(Throwable fault) {
        Throwable cause = fault.getCause();
        String types = fault.getClass().getSimpleName()
                + (cause == null ? "" : " by " + cause.getClass().getSimpleName());
        String message = fault.getMessage();
        return fault instanceof SSLException && message != null ? types + ": " + message : types;
    }
}
