// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.route;

import io.trafficmirror.http.HeadReader;
import io.trafficmirror.http.RequestHead;
import java.util.ArrayList;
import java.util.List;

/** Writes down every question that a look-up asks of a request. Confined to one thread. */
record CountedHead(List<String> asked) implements HeadReader<RequestHead> {
    CountedHead() {
        this(new ArrayList<>());
    }

    private static String noted(String question, List<String> asked, String answer) {
        asked.add(question);
        return answer;
    }

    @Override
    public String method(RequestHead request) {
        return noted("method", asked, request.method());
    }

    @Override
    public String host(RequestHead request) {
        return noted("host", asked, request.host());
    }

    @Override
    public String path(RequestHead request) {
        return noted("path", asked, request.path());
    }

    @Override
    public String query(RequestHead request) {
        return noted("query", asked, request.query().orElse(null));
    }

    @Override
    public String header(RequestHead request, String name) {
        return noted(name, asked, RequestHead.reader().header(request, name));
    }

    @Override
    public RequestHead snapshot(RequestHead request) {
        return request;
    }
}
