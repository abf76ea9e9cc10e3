// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import io.trafficmirror.adapter.Tap;
import io.trafficmirror.adapter.TappedOutput;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The container's stream, with a tap for what it has accepted. Holds no byte, flushes nothing. Confined to whoever writes the
 * body, one thread at a time.
 */
final class TappedServletOutput extends ServletOutputStream {
    private final ServletOutputStream out;
    private final ResponseBody body;
    private final Tap tap;
    private final TappedOutput tapped;

    TappedServletOutput(ServletOutputStream out, ResponseBody body) {
        this.out = out;
        this.body = body;
        this.tap = body.tap();
        this.tapped = new TappedOutput(out, tap);
    }

    /** Whether this is the tee over the given stream. */
    boolean isOver(ServletOutputStream stream) {
        return out == stream;
    }

    @Override
    public void write(int b) throws IOException {
        tapped.write(b);
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        tapped.write(bytes);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        tapped.write(bytes, offset, length);
    }

    /** Servlet 6.1; on 6.0 nobody can call it, and what it refers to is never linked. */
    @Override
    public void write(ByteBuffer buffer) throws IOException {
        int from = buffer.position();
        int to = buffer.limit();
        tap.begin();
        out.write(buffer);
        tap.write(buffer, from, to);
    }

    @Override
    public void print(String text) throws IOException {
        tap.begin();
        out.print(text);
        printed(text);
    }

    @Override
    public void print(boolean value) throws IOException {
        tap.begin();
        out.print(value);
        body.printedUnknown();
    }

    @Override
    public void print(char c) throws IOException {
        tap.begin();
        out.print(c);
        printed(c);
    }

    @Override
    public void print(int value) throws IOException {
        tap.begin();
        out.print(value);
        printed(value);
    }

    @Override
    public void print(long value) throws IOException {
        tap.begin();
        out.print(value);
        printed(value);
    }

    @Override
    public void print(float value) throws IOException {
        tap.begin();
        out.print(value);
        printed(value);
    }

    @Override
    public void print(double value) throws IOException {
        tap.begin();
        out.print(value);
        printed(value);
    }

    @Override
    public void println() throws IOException {
        tap.begin();
        out.println();
        body.printed("\r\n");
    }

    @Override
    public void println(String text) throws IOException {
        tap.begin();
        out.println(text);
        printed(text);
        body.printed("\r\n");
    }

    @Override
    public void println(boolean value) throws IOException {
        tap.begin();
        out.println(value);
        body.printedUnknown();
    }

    @Override
    public void println(char c) throws IOException {
        tap.begin();
        out.println(c);
        printedLine(c);
    }

    @Override
    public void println(int value) throws IOException {
        tap.begin();
        out.println(value);
        printedLine(value);
    }

    @Override
    public void println(long value) throws IOException {
        tap.begin();
        out.println(value);
        printedLine(value);
    }

    @Override
    public void println(float value) throws IOException {
        tap.begin();
        out.println(value);
        printedLine(value);
    }

    @Override
    public void println(double value) throws IOException {
        tap.begin();
        out.println(value);
        printedLine(value);
    }

    private void printed(Object value) {
        if (tap.isOpen()) {
            body.printed(String.valueOf(value));
        }
    }

    private void printedLine(Object value) {
        if (tap.isOpen()) {
            body.printed(value + "\r\n");
        }
    }

    @Override
    public void flush() throws IOException {
        tapped.flush();
    }

    @Override
    public void close() throws IOException {
        tapped.close();
    }

    @Override
    public boolean isReady() {
        return out.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        out.setWriteListener(listener);
    }
}
