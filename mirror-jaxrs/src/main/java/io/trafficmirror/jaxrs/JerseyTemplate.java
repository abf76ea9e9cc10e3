// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import java.util.List;
import org.glassfish.jersey.server.ExtendedUriInfo;
import org.glassfish.jersey.uri.UriTemplate;
import org.jspecify.annotations.Nullable;

/** The template of a resource by Jersey's own interface, which knows every step of a match, those of locators too. Stateless. */
final class JerseyTemplate {
    private JerseyTemplate() {}

    /** Of what was matched, below the application's path; null if nothing was. */
    static @Nullable String of(ExtendedUriInfo uri) {
        List<UriTemplate> steps = uri.getMatchedTemplates(); // the last one first
        if (steps.isEmpty()) {
            return null;
        }
        StringBuilder template = new StringBuilder();
        for (int i = steps.size() - 1; i >= 0; i--) {
            String step = steps.get(i).getTemplate();
            boolean ended = !template.isEmpty() && template.charAt(template.length() - 1) == '/';
            template.append(ended && step.startsWith("/") ? step.substring(1) : step);
        }
        return template.toString();
    }
}
