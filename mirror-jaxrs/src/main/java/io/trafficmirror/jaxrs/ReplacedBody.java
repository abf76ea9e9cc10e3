// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import java.lang.reflect.Field;
import org.jboss.resteasy.plugins.server.servlet.HttpServletInputMessage;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody has put a stream in the place of the container's before any filter, as a preprocessor of RESTEasy's may. RESTEasy has no call that tells
 * this without opening the container's, so its field is read where that can be had. Stateless.
 */
final class ReplacedBody {
    private static final @Nullable Field STREAM = field();

    private ReplacedBody() {}

    private static @Nullable Field field() {
        try {
            Field stream = HttpServletInputMessage.class.getDeclaredField("overridenStream");
            stream.setAccessible(true);
            return stream;
        } catch (Throwable t) {
            return null; // of another version, within a module that is closed, or no memory: the class must come up
        }
    }

    /** Whether it can be told at all. Asked at start, so that what is needed is there before the first request. */
    static boolean isKnown() {
        return STREAM != null;
    }

    /** False if that can't be told, for hardly anybody does so. */
    static boolean isIn(HttpServletInputMessage request) {
        try {
            return STREAM != null && STREAM.get(request) != null;
        } catch (IllegalAccessException e) {
            return false;
        }
    }
}
