// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.micro;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A request with ten fields whose parts are at hand: what a container would do for each call is not in the figures, but for the enumerations
 * that every call for names or values makes, in any container too. What it does not expect fails. Confined to one thread.
 */
final class StubRequest extends HttpServletRequestWrapper {
    private static final Map<String, String> FIELDS = fields();

    private final String method;
    private final String path;
    private final byte[] body;

    StubRequest(String method, String path, byte[] body) {
        super(Unexpected.of(HttpServletRequest.class));
        this.method = method;
        this.path = path;
        this.body = body;
    }

    private static Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Host", "shop.example");
        fields.put("User-Agent", "Mozilla/5.0 (X11; Linux x86_64)");
        fields.put("Accept", "application/json");
        fields.put("Accept-Encoding", "gzip, deflate, br");
        fields.put("Accept-Language", "en");
        fields.put("Cookie", "session=0123456789abcdef0123456789abcdef");
        fields.put("Referer", "https://shop.example/cart");
        fields.put("X-Request-Id", "0123456789abcdef");
        fields.put("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        fields.put("Content-Type", "application/json");
        return fields;
    }

    @Override
    public DispatcherType getDispatcherType() {
        return DispatcherType.REQUEST;
    }

    @Override
    public String getMethod() {
        return method;
    }

    @Override
    public String getScheme() {
        return "http";
    }

    @Override
    public String getProtocol() {
        return "HTTP/1.1";
    }

    @Override
    public String getRequestURI() {
        return path;
    }

    @Override
    public String getQueryString() {
        return "expand=items";
    }

    @Override
    public @Nullable String getHeader(String name) {
        String value = FIELDS.get(name);
        return value == null && name.equals("Content-Length") && body.length > 0 ? "1024" : value;
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        String value = getHeader(name);
        return value == null ? Collections.emptyEnumeration() : new One(value);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return body.length > 0
                ? Collections.enumeration(List.of(
                        "Host",
                        "User-Agent",
                        "Accept",
                        "Accept-Encoding",
                        "Accept-Language",
                        "Cookie",
                        "Referer",
                        "X-Request-Id",
                        "Content-Type",
                        "Content-Length"))
                : Collections.enumeration(FIELDS.keySet());
    }

    @Override
    public int getContentLength() {
        return body.length == 0 ? -1 : body.length;
    }

    @Override
    public long getContentLengthLong() {
        return getContentLength();
    }

    @Override
    public String getContentType() {
        return "application/json";
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return null;
    }

    @Override
    public boolean isAsyncStarted() {
        return false;
    }

    @Override
    public ServletInputStream getInputStream() {
        return new Bytes(body);
    }

    private static final class One implements Enumeration<String> {
        private @Nullable String value;

        One(String value) {
            this.value = value;
        }

        @Override
        public boolean hasMoreElements() {
            return value != null;
        }

        @Override
        public String nextElement() {
            String next = value;
            if (next == null) {
                throw new NoSuchElementException();
            }
            value = null;
            return next;
        }
    }

    private static final class Bytes extends ServletInputStream {
        private final byte[] bytes;
        private int at;

        Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return at < bytes.length ? bytes[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            int n = Math.min(length, bytes.length - at);
            System.arraycopy(bytes, at, into, offset, n);
            at += n;
            return n == 0 && length > 0 ? -1 : n;
        }

        @Override
        public boolean isFinished() {
            return at == bytes.length;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("setReadListener");
        }
    }
}
