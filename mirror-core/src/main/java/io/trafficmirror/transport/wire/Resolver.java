// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import io.trafficmirror.targets.Target;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * The addresses of one host. Looked up away from the loop, again when {@value #GOOD_SECONDS} s have passed or an address has
 * failed; meanwhile, and if that fails, the old ones serve. Confined to the loop but for the lookup itself.
 */
final class Resolver {
    private static final long GOOD_SECONDS = 30;
    private static final long GOOD_NANOS = GOOD_SECONDS * 1_000_000_000;
    private static final long RETRY_NANOS = 1_000_000_000;

    /** Addresses of one name that are used at most: each failure in a row costs the loop a socket. */
    private static final int MOST = 16;

    private final String host;
    private final boolean literal;
    private final Lookup lookup;
    private final Executor offload;
    private final EventLoop loop;

    /** Made before it is needed: were the end of a lookup lost, no other one would ever begin. */
    private final LoopTask tell = new LoopTask(this::found);

    /** What the lookup found; written by who looks, read by the loop after that. */
    private volatile List<InetAddress> found = List.of();

    private List<InetAddress> addresses = List.of();
    private boolean looking;
    private boolean looked;
    private long goodUntil;

    Resolver(Target target, Lookup lookup, Executor offload, EventLoop loop) {
        host = target.host();
        literal = isLiteral(host);
        this.lookup = lookup;
        this.offload = offload;
        this.loop = loop;
    }

    /** Whether the host of a target is an address rather than a name. */
    static boolean isLiteral(String host) {
        return host.startsWith("[") || host.chars().allMatch(c -> "0123456789.".indexOf(c) >= 0);
    }

    /** The addresses known now, the preferred one first; empty if none are. Starts a lookup where one is due. */
    List<InetAddress> addresses(long now) {
        if (!looking && (!looked || (!literal && now - goodUntil >= 0))) {
            startLooking();
        }
        return addresses;
    }

    /** Elsewhere even for what looks like an address: the JVM may ask the DNS about 300.1.1.1. */
    private void startLooking() {
        looking = true;
        try {
            offload.execute(this::look);
        } catch (Throwable t) {
            // Above all: no thread can be had. Left as it is, the target would never be looked up again.
            found = List.of();
            found();
        }
    }

    /** Whether a lookup is under way. */
    boolean looking() {
        return looking;
    }

    /** This address worked, or its turn never came: from now on it is tried first, those that were tried before it last. */
    void prefer(InetAddress address) {
        int at = addresses.indexOf(address);
        if (at > 0) {
            List<InetAddress> turned = new ArrayList<>(addresses);
            Collections.rotate(turned, -at);
            addresses = List.copyOf(turned);
        }
    }

    /** No address worked: the next call looks them up again. */
    void distrust(long now) {
        goodUntil = now;
    }

    private void look() {
        List<InetAddress> result = List.of();
        try {
            InetAddress[] all = lookup.addresses(host);
            result = List.of(Arrays.copyOf(all, Math.min(all.length, MOST)));
        } catch (Throwable e) {
            // Found nothing: told as such below.
        }
        found = result;
        loop.execute(tell);
    }

    private void found() {
        List<InetAddress> result = found;
        long now = System.nanoTime();
        looking = false;
        if (result.isEmpty()) {
            goodUntil = now + RETRY_NANOS;
            looked = !addresses.isEmpty();
            if (addresses.isEmpty()) {
                loop.pool().unresolved(now);
            }
            return;
        }
        looked = true;
        goodUntil = now + GOOD_NANOS;
        InetAddress first = addresses.isEmpty() ? result.get(0) : addresses.get(0);
        addresses = result;
        prefer(first);
    }
}
