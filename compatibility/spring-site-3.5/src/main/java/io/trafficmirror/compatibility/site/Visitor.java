// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.site;

import io.trafficmirror.testkit.http.HeaderLine;
import io.trafficmirror.testkit.http.RawHttp;
import io.trafficmirror.testkit.http.RawResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Goes through a site as a browser does, with a session and its tokens, and writes down all that comes back. Confined to one thread. */
final class Visitor implements AutoCloseable {
    private static final Pattern TOKEN = Pattern.compile("(name=\"_csrf\"[^>]*value=\")([^\"]*)\"");
    private static final Pattern SESSION = Pattern.compile("(JSESSIONID=|;jsessionid=)([0-9A-F]{32})");
    private static final Pattern TIME = Pattern.compile("\"timestamp\":\"[^\"]*\"");
    private static final String BOUNDARY = "----a-part-ends-here";

    private final int port;
    private final List<String> transcript = new ArrayList<>();
    private RawHttp connection;
    private String session = "";
    private String token = "";

    Visitor(int port) throws IOException {
        this.port = port;
        this.connection = RawHttp.connect(port);
    }

    /** What was asked and answered, without what is another in each run: dates, sessions, tokens. */
    List<String> transcript() {
        return List.copyOf(transcript);
    }

    RawResponse get(String path, String... fields) throws IOException {
        return send("GET", path, new byte[0], fields);
    }

    /** With the token of the last page that had one. */
    RawResponse post(String path, String form) throws IOException {
        return postAs(path, "_csrf=" + token + '&' + form);
    }

    RawResponse postAs(String path, String form) throws IOException {
        return send(
                "POST",
                path,
                form.getBytes(StandardCharsets.US_ASCII),
                "Content-Type: application/x-www-form-urlencoded");
    }

    RawResponse postJson(String path, String json) throws IOException {
        return send(
                "POST",
                path,
                json.getBytes(StandardCharsets.UTF_8),
                "Content-Type: application/json",
                "X-CSRF-TOKEN: " + token);
    }

    RawResponse upload(String path, String file, int bytes, String caption) throws IOException {
        StringBuilder body = new StringBuilder();
        part(body, "_csrf", "", token);
        part(body, "caption", "", caption);
        part(body, "photo", "; filename=\"" + file + "\"\r\nContent-Type: image/png", "p".repeat(bytes));
        body.append("--").append(BOUNDARY).append("--\r\n");
        return send(
                "POST",
                path,
                body.toString().getBytes(StandardCharsets.ISO_8859_1),
                "Content-Type: multipart/form-data; boundary=" + BOUNDARY);
    }

    private static void part(StringBuilder body, String name, String more, String content) {
        body.append("--")
                .append(BOUNDARY)
                .append("\r\nContent-Disposition: form-data; name=\"")
                .append(name)
                .append('"')
                .append(more)
                .append("\r\n\r\n")
                .append(content)
                .append("\r\n");
    }

    /** Without a session from here on. */
    void forgetSession() {
        session = "";
    }

    RawResponse send(String method, String path, byte[] body, String... fields) throws IOException {
        StringBuilder head = new StringBuilder(method + ' ' + path + " HTTP/1.1\r\nHost: library.example\r\n");
        for (String field : fields) {
            head.append(field).append("\r\n");
        }
        if (!session.isEmpty()) {
            head.append("Cookie: JSESSIONID=").append(session).append("\r\n");
        }
        if (body.length > 0) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        connection.send(head.append("\r\n").toString()).send(body);
        RawResponse response = response(method, path);
        if (!response.reusable()) {
            connection.close();
            connection = RawHttp.connect(port);
        }
        note(method + ' ' + path, response);
        return response;
    }

    private RawResponse response(String method, String path) throws IOException {
        try {
            return method.equals("HEAD") ? connection.readAnswerToHead() : connection.read();
        } catch (IOException e) {
            throw new IOException(method + ' ' + path + " after " + transcript.size() + " others", e);
        }
    }

    private void note(String asked, RawResponse response) {
        StringBuilder said = new StringBuilder(asked).append('\n').append(response.statusLine());
        for (HeaderLine line : response.headers()) {
            if (line.name().equalsIgnoreCase("Date")) {
                said.append("\nDate: *");
                continue;
            }
            Matcher given = SESSION.matcher(line.value());
            if (line.name().equalsIgnoreCase("Set-Cookie") && given.find()) {
                session = given.group(2);
            }
            said.append('\n')
                    .append(line.name())
                    .append(": ")
                    .append(SESSION.matcher(line.value()).replaceAll("$1*"));
        }
        String text = new String(response.body().bytes(), StandardCharsets.ISO_8859_1);
        Matcher tokens = TOKEN.matcher(text);
        if (tokens.find()) {
            token = tokens.group(2);
        }
        String bare = SESSION.matcher(TOKEN.matcher(text).replaceAll("$1*\"")).replaceAll("$1*");
        bare = TIME.matcher(bare).replaceAll("\"timestamp\":*");
        transcript.add(said.append("\n\n")
                .append(bare)
                .append('\n')
                .append(response.reusable())
                .toString());
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
