// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.copy;

import io.trafficmirror.targets.Target;

/**
 * What the copy's {@code Host} says. Immutable.
 *
 * @since 0.1.0
 */
public sealed interface HostPolicy {
    /** The shadow's own authority. The default. */
    HostPolicy TARGET = new OfTarget();

    /** What the client sent. */
    HostPolicy ORIGINAL = new OfClient();

    /** What the client sent with {@code -shadow} after its host part, before the port: {@code foo.com-shadow:8080}, as Envoy does. */
    HostPolicy SHADOW_SUFFIX = new Suffixed();

    /** Always this authority, port included if one is meant. */
    static HostPolicy literal(String authority) {
        return new Literal(authority);
    }

    /** The authority of the copy. */
    String authority(String originalHost, Target target);

    /** {@link #TARGET}. */
    record OfTarget() implements HostPolicy {
        @Override
        public String authority(String originalHost, Target target) {
            return target.authority();
        }
    }

    /** {@link #ORIGINAL}; the target's where the client sent none. */
    record OfClient() implements HostPolicy {
        @Override
        public String authority(String originalHost, Target target) {
            return originalHost.isEmpty() ? target.authority() : originalHost;
        }
    }

    /** {@link #SHADOW_SUFFIX}; the target's where the client sent none. */
    record Suffixed() implements HostPolicy {
        @Override
        public String authority(String originalHost, Target target) {
            if (originalHost.isEmpty()) {
                return target.authority();
            }
            int bracket = originalHost.lastIndexOf(']');
            int colon = originalHost.indexOf(':', Math.max(bracket, 0));
            return colon < 0
                    ? originalHost + "-shadow"
                    : originalHost.substring(0, colon) + "-shadow" + originalHost.substring(colon);
        }
    }

    /**
     * {@link #literal}.
     *
     * @param value the whole authority
     */
    record Literal(String value) implements HostPolicy {
        /** Refuses an empty value and one that could not stand in a header. */
        public Literal {
            EditSyntax.host("host", value);
        }

        @Override
        public String authority(String originalHost, Target target) {
            return value;
        }
    }
}
