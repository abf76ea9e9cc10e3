// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import java.io.BufferedReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the Servlet specification leaves open, and containers answer differently; told by the classes of a container's own objects, for
 * an application may run where a container's classes can't be had. Immutable.
 */
enum Container {
    /** Parses all parameters at once, forms included, and answers an exception before it says that a request is over. */
    TOMCAT("org.apache.catalina.", "org.apache.coyote.", "org.apache.tomcat."),
    /** Parses all parameters at once, forms included; answers an exception once nobody is told any more. */
    JETTY("org.eclipse.jetty."),
    /** Answers from the query what the query has, and answers an exception before it says that a request is over. */
    UNDERTOW("io.undertow."),
    /** Nothing is taken for granted. */
    UNKNOWN;

    private static final List<Container> ALL = List.of(values());

    @SuppressWarnings("ImmutableEnumChecker") // a list that was copied
    private final List<String> packages;

    Container(String... packages) {
        this.packages = List.of(packages);
    }

    /** Whose object this is: a request, a response, a part, a reader, an exception. */
    static Container of(Object own) {
        String name = own.getClass().getName();
        for (Container container : ALL) {
            for (String prefix : container.packages) {
                if (name.startsWith(prefix)) {
                    return container;
                }
            }
        }
        return UNKNOWN;
    }

    /** Whose request this is, below all wrappers. */
    static Container of(ServletRequest request) {
        return of((Object) unwrapped(request));
    }

    /** Whose response this is, below all wrappers. */
    static Container of(ServletResponse response) {
        ServletResponse own = response;
        while (own instanceof ServletResponseWrapper wrapper) {
            own = wrapper.getResponse();
        }
        return of((Object) own);
    }

    /** The container's own request. */
    static ServletRequest unwrapped(ServletRequest request) {
        ServletRequest own = request;
        while (own instanceof ServletRequestWrapper wrapper) {
            own = wrapper.getRequest();
        }
        return own;
    }

    /** Whether asking for one parameter has a form parsed, whatever the query has. */
    boolean parsesFormsAtOnce() {
        return this == TOMCAT || this == JETTY;
    }

    /**
     * Whether the stream of a part reads on after the request's end and after the part is deleted: these give a plain stream of the
     * file. Jetty's opens its file late, and reads buffers that return to a pool.
     */
    boolean givesPlainFiles() {
        return this == TOMCAT || this == UNDERTOW;
    }

    /** Whether an {@code UnavailableException} of a filter has the status that the specification gives it; Undertow heeds those of servlets. */
    boolean heedsUnavailable() {
        return this != UNDERTOW;
    }

    /** Whether an exception has been answered when a request is told to be destroyed, so that its status is there to be seen. */
    boolean answersBeforeDestroyed() {
        return this == TOMCAT || this == UNDERTOW;
    }

    /**
     * What a form is read in, if it is read now.
     *
     * @param named by the request, in the application's words if it has set one; null without one
     * @param contentType null without one
     */
    FormCharset formCharset(@Nullable String named, @Nullable String contentType) {
        return switch (this) {
            case TOMCAT, UNDERTOW -> new FormCharset(named, StandardCharsets.ISO_8859_1);
            case JETTY -> new FormCharset(MediaParameter.of(contentType, "charset"), StandardCharsets.UTF_8);
            case UNKNOWN -> new FormCharset(named, null);
        };
    }

    /**
     * What the fields of parts are read in, if they are read now; null where nobody knows.
     *
     * @param named by the request, in the application's words if it has set one; null without one
     * @throws IllegalArgumentException if nobody knows a charset of that name
     */
    @Nullable
    Charset partCharset(@Nullable String named) {
        return switch (this) {
            case TOMCAT -> named == null ? Charset.defaultCharset() : Charset.forName(named);
            case JETTY -> StandardCharsets.UTF_8;
            case UNDERTOW -> StandardCharsets.ISO_8859_1;
            case UNKNOWN -> null;
        };
    }

    /** Whether the listeners of an asynchronous exchange are told of its end where an exception has broken off a response that had begun. */
    boolean tellsListenersOfBreaks() {
        return this != JETTY;
    }

    /** Whether a response that is not of its declared length, and not on its way yet, is answered by an error of its own. */
    boolean refusesOtherLengths() {
        return this == JETTY;
    }

    /**
     * Whether it tells that a request is destroyed that this has left. Tomcat throws on what it takes for the end of the process, or
     * of the thread.
     */
    boolean tellsOfDestroyedBehind(Throwable failure) {
        return this != TOMCAT || !endsProcess(failure);
    }

    private static boolean endsProcess(Throwable failure) {
        return (failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError))
                || failure.getClass().getName().equals("java.lang.ThreadDeath"); // which a later JDK may not have
    }

    /** Whether {@code sendError} with this status sends an interim head, and ends nothing. */
    boolean sendsInterim(int status) {
        return this == JETTY && (status == 102 || status == 103);
    }

    /** How a writer's lines end. */
    String lineEnd() {
        return this == UNDERTOW ? "\r\n" : System.lineSeparator();
    }

    /** Whether lines and skips of a reader are those of the JDK, as Jetty's and Undertow's are. */
    static boolean readsAsJdk(BufferedReader reader) {
        return reader.getClass() == BufferedReader.class || of((Object) reader) == JETTY;
    }
}
