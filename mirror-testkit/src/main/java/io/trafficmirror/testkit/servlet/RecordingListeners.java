// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.servlet;

import jakarta.servlet.ServletRequestAttributeEvent;
import jakarta.servlet.ServletRequestAttributeListener;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Consumer;

/** The application's listener for requests and their attributes: writes down what it hears. Safe for concurrent use. */
record RecordingListeners(Consumer<String> record) implements ServletRequestListener, ServletRequestAttributeListener {
    /** An application's attribute that holds the request that the servlet was given. */
    static final String ITSELF = "scenario.itself";

    @Override
    public void requestInitialized(ServletRequestEvent event) {
        tell("begun", event);
    }

    @Override
    public void requestDestroyed(ServletRequestEvent event) {
        tell("over", event);
    }

    @Override
    public void attributeAdded(ServletRequestAttributeEvent event) {
        attribute("added", event);
    }

    @Override
    public void attributeRemoved(ServletRequestAttributeEvent event) {
        attribute("removed", event);
    }

    @Override
    public void attributeReplaced(ServletRequestAttributeEvent event) {
        attribute("replaced", event);
    }

    private void attribute(String what, ServletRequestAttributeEvent event) {
        boolean itself = event.getName().equals(ITSELF) && event.getValue() == event.getServletRequest();
        tell(what + " " + event.getName() + (itself ? " itself" : ""), event);
    }

    private void tell(String what, ServletRequestEvent event) {
        HttpServletRequest request = (HttpServletRequest) event.getServletRequest();
        record.accept(what + " " + request.getRequestURI());
    }
}
