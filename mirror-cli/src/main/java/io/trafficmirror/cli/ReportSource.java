// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import io.trafficmirror.compare.report.Report;
import io.trafficmirror.compare.report.ReportReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Where a report is. Immutable. */
sealed interface ReportSource permits ReportSource.OfFile, ReportSource.OfUrl, Replicas {
    /** Reads what is there now. */
    Gathered read() throws IOException;

    /** Whether another look may find more. */
    boolean isLive();

    /**
     * A file, or a URL of http or https.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static ReportSource of(String place, ReportClient client, Resolver resolver) {
        String start = place.toLowerCase(Locale.ROOT);
        // The certificate of https is of the name, and not of each address.
        if (start.startsWith("https://")) {
            return new OfUrl(url(place), client);
        }
        return start.startsWith("http://") ? new Replicas(url(place), client, resolver) : new OfFile(Path.of(place));
    }

    /**
     * The sum of all reports.
     *
     * @throws UnreadableException if one can't be read, or is of another experiment than the first
     */
    static Gathered sum(List<ReportSource> sources) throws IOException {
        Gathered sum = sources.get(0).read();
        for (ReportSource source : sources.subList(1, sources.size())) {
            Gathered next = source.read();
            try {
                sum = sum.plus(next);
            } catch (IllegalArgumentException e) {
                throw UnreadableException.forGood(source.toString(), String.valueOf(e.getMessage()), e);
            }
        }
        return sum;
    }

    /** The sum of two reports, of which the second came from there. */
    static Report plus(Report sum, Report next, URI from) throws UnreadableException {
        try {
            return sum.plus(next);
        } catch (IllegalArgumentException e) {
            throw UnreadableException.forGood(ReportClient.place(from), String.valueOf(e.getMessage()), e);
        }
    }

    private static URI url(String place) {
        URI url;
        try {
            url = URI.create(place);
        } catch (IllegalArgumentException e) {
            // What it says repeats the URL, and with it what its query may hold.
            throw new IllegalArgumentException("URL: must be http[s]://host[:port]/path, was something else", e);
        }
        if (url.getHost() == null || url.getRawUserInfo() != null) {
            throw new IllegalArgumentException("URL: must have a host, and no user information; see --token");
        }
        return url;
    }

    private static Gathered read(InputStream in, String place) throws IOException {
        try {
            return Gathered.of(new ReportReader().read(in));
        } catch (IllegalArgumentException e) {
            throw UnreadableException.forGood(place, String.valueOf(e.getMessage()), e);
        }
    }

    /** A file. Immutable. */
    record OfFile(Path file) implements ReportSource {
        @Override
        public Gathered read() throws IOException {
            try (InputStream in = Files.newInputStream(file)) {
                return ReportSource.read(in, toString());
            } catch (IOException e) {
                throw UnreadableException.of(toString(), e);
            }
        }

        @Override
        public boolean isLive() {
            return false;
        }

        @Override
        public String toString() {
            return file.toString();
        }
    }

    /** A URL. Immutable. */
    record OfUrl(URI url, ReportClient client) implements ReportSource {
        @Override
        public Gathered read() throws IOException {
            return ReportSource.read(new ByteArrayInputStream(client.fetch(url)), toString());
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
}
