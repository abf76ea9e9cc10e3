// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.httpbin;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.http.BadMessageException;

/** Reads a {@code multipart/form-data} body by the container's own parser. */
final class Multipart {
    private Multipart() {}

    static Body read(HttpServletRequest request) throws IOException {
        Map<String, List<String>> files = new TreeMap<>();
        Map<String, List<String>> form = new TreeMap<>();
        for (Part part : parts(request)) {
            Map<String, List<String>> kind = part.getSubmittedFileName() == null ? form : files;
            kind.computeIfAbsent(part.getName(), name -> new ArrayList<>()).add(content(part));
        }
        return new Body("", files, form, null);
    }

    private static Collection<Part> parts(HttpServletRequest request) throws IOException {
        try {
            return request.getParts();
        } catch (ServletException | IllegalStateException | BadMessageException e) {
            throw Refusal.badRequest("body is not valid multipart/form-data");
        }
    }

    private static String content(Part part) throws IOException {
        try (var stream = part.getInputStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
