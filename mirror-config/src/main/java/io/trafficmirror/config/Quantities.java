// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations, moments and sizes as Kubernetes writes them. */
final class Quantities {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,5}(h|m|s|ms)){1,4}");
    private static final Pattern PART = Pattern.compile("([0-9]{1,5})(ms|h|m|s)");
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,12})(Ki|Mi|Gi|k|M|G)?");
    private static final Map<String, Long> UNITS =
            Map.of("Ki", 1L << 10, "Mi", 1L << 20, "Gi", 1L << 30, "k", 1_000L, "M", 1_000_000L, "G", 1_000_000_000L);

    private Quantities() {}

    /** A duration of GEP-2257: whole numbers with units, which add up. */
    static Optional<Duration> duration(YamlValue value) {
        Optional<String> text =
                value.anyScalar().filter(t -> DURATION.matcher(t).matches());
        if (text.isEmpty()) {
            value.mustBe("a duration such as 500ms, 10s or 1m30s (GEP-2257)");
            return Optional.empty();
        }
        Duration sum = Duration.ZERO;
        Matcher part = PART.matcher(text.get());
        while (part.find()) {
            long count = Long.parseLong(part.group(1));
            sum = sum.plus(
                    switch (part.group(2)) {
                        case "h" -> Duration.ofHours(count);
                        case "m" -> Duration.ofMinutes(count);
                        case "s" -> Duration.ofSeconds(count);
                        default -> Duration.ofMillis(count);
                    });
        }
        return Optional.of(sum);
    }

    /** A duration above 0 and of at most a day, as bounds are. */
    static Optional<Duration> bound(YamlValue value) {
        Optional<Duration> duration = duration(value);
        if (duration.isPresent() && (duration.get().isZero() || duration.get().compareTo(Duration.ofDays(1)) > 0)) {
            value.mustBe("a duration above 0 and at most 24h");
            return Optional.empty();
        }
        return duration;
    }

    /** A moment, as API servers write it (RFC 3339). */
    static Optional<Instant> instant(YamlValue value) {
        try {
            return Optional.of(
                    OffsetDateTime.parse(value.anyScalar().orElse("")).toInstant());
        } catch (DateTimeParseException e) {
            value.mustBe("a time such as 2026-01-31T12:00:00Z (RFC 3339)");
            return Optional.empty();
        }
    }

    /** A size in bytes of 0 to {@code max}, with or without a unit. */
    static Optional<Integer> bytes(YamlValue value, int max) {
        Matcher size = SIZE.matcher(value.anyScalar().orElse(""));
        if (size.matches()) {
            BigInteger unit = BigInteger.valueOf(size.group(2) == null ? 1 : UNITS.getOrDefault(size.group(2), 1L));
            BigInteger bytes = new BigInteger(size.group(1)).multiply(unit);
            if (bytes.compareTo(BigInteger.valueOf(max)) <= 0) {
                return Optional.of(bytes.intValue());
            }
        }
        value.mustBe(String.format(Locale.ROOT, "a size of 0..%d bytes, such as 4096, 256Ki or 1Mi", max));
        return Optional.empty();
    }
}
