// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.Collection;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/** Requests and responses that fail one question, but only if the filter under test is who asks it. Stateless. */
final class FailingQuestions {
    static final String[] OF_THE_REQUEST = {"getRequestURI", "getHeaderNames", "getCharacterEncoding", "isAsyncStarted"
    };
    static final String[] OF_THE_RESPONSE = {"getCharacterEncoding", "getHeaderNames"};

    /** Where our adapter's classes are. */
    private static final String OURS = "io.trafficmirror.servlet.";

    private FailingQuestions() {}

    static HttpServletRequest in(HttpServletRequest request, String question) {
        return new HttpServletRequestWrapper(request) {
            @Override
            public String getRequestURI() {
                fail(question, "getRequestURI");
                return super.getRequestURI();
            }

            @Override
            public Enumeration<String> getHeaderNames() {
                fail(question, "getHeaderNames");
                return super.getHeaderNames();
            }

            @Override
            public @Nullable String getCharacterEncoding() {
                fail(question, "getCharacterEncoding");
                return super.getCharacterEncoding();
            }

            @Override
            public boolean isAsyncStarted() {
                fail(question, "isAsyncStarted");
                return super.isAsyncStarted();
            }
        };
    }

    static HttpServletResponse in(HttpServletResponse response, String question) {
        return new HttpServletResponseWrapper(response) {
            @Override
            public @Nullable String getCharacterEncoding() {
                fail(question, "getCharacterEncoding");
                return super.getCharacterEncoding();
            }

            @Override
            public Collection<String> getHeaderNames() {
                fail(question, "getHeaderNames");
                return super.getHeaderNames();
            }
        };
    }

    private static void fail(String question, String asked) {
        boolean byUs = question.equals(asked)
                && StackWalker.getInstance()
                        .walk(frames -> frames.skip(1)
                                .limit(3)
                                .anyMatch(frame -> frame.getClassName().startsWith(OURS)));
        if (byUs) {
            throw new OutOfMemoryError("on purpose, in " + question);
        }
    }
}
