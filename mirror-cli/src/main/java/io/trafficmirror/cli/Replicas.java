// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import io.trafficmirror.compare.report.Report;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * All who listen behind one name, such as a headless service of Kubernetes: each address is asked, many at once, and each for as long as one URL may take.
 * The name is looked up anew each time, for replicas come and go. Each address must be a replica of its own, or each a judge of the fleet, of which one
 * is enough. Immutable.
 *
 * @param url of http, the host of which has several addresses
 */
record Replicas(URI url, ReportClient client, Resolver resolver) implements ReportSource {
    private static final int AT_ONCE = 64;

    @Override
    public Gathered read() throws IOException {
        List<InetAddress> addresses = addresses();
        if (addresses.size() == 1) {
            return new OfUrl(url, client).read();
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(AT_ONCE, addresses.size()), work -> {
            Thread thread = new Thread(work, "replica");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Map<InetAddress, Future<Gathered>> asked = new LinkedHashMap<>();
            for (InetAddress address : addresses) {
                Callable<Gathered> ask = () -> new OfUrl(at(address), client).read();
                asked.put(address, threads.submit(ask));
            }
            return sum(asked);
        } finally {
            threads.shutdownNow();
        }
    }

    private List<InetAddress> addresses() throws IOException {
        try {
            List<InetAddress> all = resolver.addresses(url.getHost());
            // A host with an address of each family is one replica; its evidence must not be added up twice.
            List<InetAddress> ofOneFamily =
                    all.stream().filter(Inet4Address.class::isInstance).toList();
            return ofOneFamily.isEmpty() ? all : ofOneFamily;
        } catch (UnknownHostException e) {
            throw UnreadableException.yet(toString(), "no address is known for it", e);
        }
    }

    /** The same at one address. */
    private URI at(InetAddress address) {
        String host = address instanceof Inet6Address ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return URI.create(url.getScheme() + "://" + host + port + url.getRawPath() + query);
    }

    private Gathered sum(Map<InetAddress, Future<Gathered>> asked) throws IOException {
        Optional<Report> sum = Optional.empty();
        List<String> missing = new ArrayList<>();
        for (Map.Entry<InetAddress, Future<Gathered>> one : asked.entrySet()) {
            try {
                Report next = one.getValue().get().report();
                sum = Optional.of(sum.isEmpty() ? next : plus(sum.get(), next, at(one.getKey())));
            } catch (ExecutionException e) {
                UnreadableException unreadable = unreadable(e.getCause());
                if (!unreadable.isPassing()) {
                    throw unreadable;
                }
                missing.add(String.valueOf(unreadable.getMessage()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw UnreadableException.yet(toString(), "interrupted", e);
            }
        }
        if (sum.isEmpty()) {
            throw UnreadableException.yet(toString(), "none of " + asked.size() + " replicas answered", null);
        }
        return new Gathered(sum.get(), asked.size(), missing);
    }

    /** What a second judge of one fleet knows, the first does too. */
    private static Report plus(Report sum, Report next, URI from) throws UnreadableException {
        boolean known =
                sum.wholeFleet() && next.wholeFleet() && sum.experiment().equals(next.experiment());
        return known ? sum : ReportSource.plus(sum, next, from);
    }

    private UnreadableException unreadable(@Nullable Throwable cause) {
        if (cause instanceof UnreadableException known) {
            return known;
        }
        return cause instanceof IOException failed
                ? UnreadableException.of(toString(), failed)
                : UnreadableException.forGood(toString(), String.valueOf(cause), cause);
    }

    @Override
    public boolean isLive() {
        return true;
    }

    @Override
    public String toString() {
        return ReportClient.place(url);
    }
}
