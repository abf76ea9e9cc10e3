// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.jaxrs;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestAttributeEvent;
import jakarta.servlet.ServletRequestAttributeListener;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Writes down which attributes of a request a listener is told of. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class AttributeRecorder implements ServletRequestListener, ServletRequestAttributeListener {
    private static final String TOLD = "told";

    /** For a container. */
    public AttributeRecorder() {}

    /** All that was told of this request until now, one after the other. */
    @SuppressWarnings("unchecked") // nobody else has an attribute of this name
    static List<String> told(ServletRequest request) {
        List<String> told = (List<String>) request.getAttribute(TOLD);
        synchronized (told) {
            return List.copyOf(told);
        }
    }

    @Override
    public void requestInitialized(ServletRequestEvent event) {
        event.getServletRequest().setAttribute(TOLD, Collections.synchronizedList(new ArrayList<String>()));
    }

    @Override
    public void attributeAdded(ServletRequestAttributeEvent event) {
        tell("added", event);
    }

    @Override
    public void attributeRemoved(ServletRequestAttributeEvent event) {
        tell("removed", event);
    }

    @Override
    public void attributeReplaced(ServletRequestAttributeEvent event) {
        tell("replaced", event);
    }

    @SuppressWarnings("unchecked") // nobody else has an attribute of this name
    private static void tell(String what, ServletRequestAttributeEvent event) {
        if (event.getServletRequest().getAttribute(TOLD) instanceof List<?> told) {
            ((List<String>) told).add(what + " " + event.getName());
        }
    }
}
