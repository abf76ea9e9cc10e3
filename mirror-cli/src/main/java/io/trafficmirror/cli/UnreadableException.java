// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** A file or URL can't be read, or holds something else than it should. The message is one line that names it. */
final class UnreadableException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableException(String place, String why, Throwable cause) {
        super(place + ": " + why.lines().findFirst().orElse(""), cause);
    }

    /** What an exception of the system says of a place, in words. */
    static UnreadableException of(String place, IOException e) {
        if (e instanceof UnreadableException known) {
            return known;
        }
        if (e instanceof NoSuchFileException) {
            return new UnreadableException(place, "there is no such file", e);
        }
        if (e instanceof AccessDeniedException) {
            return new UnreadableException(place, "may not be read", e);
        }
        String said = e.getMessage();
        return new UnreadableException(place, said == null ? e.getClass().getSimpleName() : said, e);
    }
}
