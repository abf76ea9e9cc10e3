// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.console;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a person may do on the console, if they are allowed to.
 *
 * @since 0.1.0
 */
public enum ConsoleAction {
    /** Mirror nothing for now. */
    PAUSE,
    /** End a pause. */
    RESUME,
    /** Put one share in the place of that of every mirror. */
    SHARE,
    /** Give every mirror its own share back. */
    RESTORE,
    /** Forget the evidence, and a FAIL that was held: begin the experiment anew. */
    RESET;

    /** The name in a path. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ConsoleAction> ofTag(String tag) {
        return Arrays.stream(values())
                .filter(action -> action.tag().equals(tag))
                .findFirst();
    }
}
