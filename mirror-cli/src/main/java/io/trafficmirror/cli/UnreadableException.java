// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** A file or URL can't be read, or holds something else than it should. The message is one line that names it. */
final class UnreadableException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean passing;

    private UnreadableException(String place, String why, @Nullable Throwable cause, boolean passing) {
        super(place + ": " + why.lines().findFirst().orElse(""), cause);
        this.passing = passing;
    }

    /** It may be readable at another look. */
    static UnreadableException yet(String place, String why, @Nullable Throwable cause) {
        return new UnreadableException(place, why, cause, true);
    }

    /** Another look would find the same. */
    static UnreadableException forGood(String place, String why, @Nullable Throwable cause) {
        return new UnreadableException(place, why, cause, false);
    }

    /** What an exception of the system says of a file, in words. */
    static UnreadableException of(String place, IOException e) {
        if (e instanceof UnreadableException known) {
            return known;
        }
        if (e instanceof NoSuchFileException) {
            return forGood(place, "there is no such file", e);
        }
        if (e instanceof AccessDeniedException) {
            return forGood(place, "may not be read", e);
        }
        String said = e.getMessage();
        return forGood(place, said == null ? e.getClass().getSimpleName() : said, e);
    }

    /** Whether another look may find a report. */
    boolean isPassing() {
        return passing;
    }
}
