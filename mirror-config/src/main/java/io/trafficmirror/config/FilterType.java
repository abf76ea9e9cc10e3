// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The types of {@code HTTPRouteFilter}, each with the one field that it fills. */
enum FilterType {
    REQUEST_HEADER_MODIFIER("RequestHeaderModifier", "requestHeaderModifier"),
    RESPONSE_HEADER_MODIFIER("ResponseHeaderModifier", "responseHeaderModifier"),
    REQUEST_MIRROR("RequestMirror", "requestMirror"),
    REQUEST_REDIRECT("RequestRedirect", "requestRedirect"),
    URL_REWRITE("URLRewrite", "urlRewrite"),
    CORS("CORS", "cors"),
    EXTERNAL_AUTH("ExternalAuth", "externalAuth"),
    EXTENSION_REF("ExtensionRef", "extensionRef");

    /** By the word in the manifest, in the order of the API. */
    static final Map<String, FilterType> BY_WORD = byWord();

    private final String word;
    private final String field;

    FilterType(String word, String field) {
        this.word = word;
        this.field = field;
    }

    private static Map<String, FilterType> byWord() {
        Map<String, FilterType> types = new LinkedHashMap<>();
        for (FilterType type : values()) {
            types.put(type.word, type);
        }
        return Collections.unmodifiableMap(types);
    }

    String word() {
        return word;
    }

    String field() {
        return field;
    }

    /** Whether a list of filters may hold several. */
    boolean isRepeatable() {
        return this == REQUEST_MIRROR || this == EXTENSION_REF || this == EXTERNAL_AUTH;
    }
}
