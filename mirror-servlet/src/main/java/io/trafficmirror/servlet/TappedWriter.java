// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import java.io.PrintWriter;
import java.util.IllegalFormatException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The container's own writer, with a tap. Holds no character, flushes nothing; formatting, line ends and errors are the
 * container's. Confined to whoever writes the body, one thread at a time.
 */
final class TappedWriter extends PrintWriter {
    private final PrintWriter own;
    private final CharTap tap;
    private final ResponseBody body;
    private final Locale locale;

    /** @param locale the response's, in which a container may format */
    TappedWriter(PrintWriter own, CharTap tap, ResponseBody body, Locale locale) {
        super(own);
        this.own = own;
        this.tap = tap;
        this.body = body;
        this.locale = locale;
    }

    /** Whether this is the tee over the given writer. */
    boolean isOver(PrintWriter writer) {
        return own == writer;
    }

    /** The container's own, which is about to take something. */
    private PrintWriter own() {
        tap.begin();
        return own;
    }

    @Override
    public void flush() {
        own.flush();
    }

    @Override
    public void close() {
        tap.close();
        own.close();
    }

    @Override
    public boolean checkError() {
        return own.checkError();
    }

    @Override
    public void write(int c) {
        own().write(c);
        tap.write(c);
    }

    @Override
    public void write(char[] chars, int offset, int length) {
        own().write(chars, offset, length);
        tap.write(chars, offset, length);
    }

    @Override
    public void write(char[] chars) {
        own().write(chars);
        tap.write(chars, 0, chars.length);
    }

    @Override
    public void write(String text, int offset, int length) {
        own().write(text, offset, length);
        tap.write(text, offset, offset + length);
    }

    @Override
    public void write(String text) {
        own().write(text);
        tap.write(text);
    }

    @Override
    public void print(boolean value) {
        own().print(value);
        copy(value);
    }

    @Override
    public void print(char c) {
        own().print(c);
        tap.write(c);
    }

    @Override
    public void print(int value) {
        own().print(value);
        copy(value);
    }

    @Override
    public void print(long value) {
        own().print(value);
        copy(value);
    }

    @Override
    public void print(float value) {
        own().print(value);
        copy(value);
    }

    @Override
    public void print(double value) {
        own().print(value);
        copy(value);
    }

    @Override
    public void print(char[] chars) {
        own().print(chars);
        tap.write(chars, 0, chars.length);
    }

    @Override
    public void print(@Nullable String text) {
        own().print(text);
        copy(text);
    }

    @Override
    public void print(@Nullable Object value) {
        print(String.valueOf(value));
    }

    @Override
    public void println() {
        own().println();
        tap.write(lineEnd());
    }

    @Override
    public void println(boolean value) {
        own().println(value);
        copyLine(value);
    }

    @Override
    public void println(char c) {
        own().println(c);
        copyLine(c);
    }

    @Override
    public void println(int value) {
        own().println(value);
        copyLine(value);
    }

    @Override
    public void println(long value) {
        own().println(value);
        copyLine(value);
    }

    @Override
    public void println(float value) {
        own().println(value);
        copyLine(value);
    }

    @Override
    public void println(double value) {
        own().println(value);
        copyLine(value);
    }

    @Override
    public void println(char[] chars) {
        own().println(chars);
        tap.write(chars, 0, chars.length);
        tap.write(lineEnd());
    }

    @Override
    public void println(@Nullable String text) {
        own().println(text);
        copy(text);
        tap.write(lineEnd());
    }

    @Override
    public void println(@Nullable Object value) {
        println(String.valueOf(value));
    }

    @Override
    public TappedWriter append(@Nullable CharSequence text) {
        write(String.valueOf(text));
        return this;
    }

    @Override
    public TappedWriter append(@Nullable CharSequence text, int start, int end) {
        write(String.valueOf((text == null ? "null" : text).subSequence(start, end)));
        return this;
    }

    @Override
    public TappedWriter append(char c) {
        write(c);
        return this;
    }

    @Override
    public TappedWriter format(String format, @Nullable Object... args) {
        own().format(format, args);
        copy(format, args, Locale.getDefault(Locale.Category.FORMAT), locale);
        return this;
    }

    @Override
    public TappedWriter format(@Nullable Locale given, String format, @Nullable Object... args) {
        own().format(given, format, args);
        copy(format, args, given, given);
        return this;
    }

    @Override
    public TappedWriter printf(String format, @Nullable Object... args) {
        return format(format, args);
    }

    @Override
    public TappedWriter printf(@Nullable Locale given, String format, @Nullable Object... args) {
        return format(given, format, args);
    }

    /** Spells out for the copy what the container has spelt out itself, if there is one still. */
    private void copy(@Nullable Object value) {
        if (tap.isOpen()) {
            tap.write(String.valueOf(value));
        }
    }

    private void copyLine(Object value) {
        if (tap.isOpen()) {
            tap.write(value + lineEnd());
        }
    }

    /**
     * Formats once more for the copy. Only where that can't be noticed, for an argument's own {@code toString} would run twice, and
     * only where both locales that the container may have used say the same.
     */
    private void copy(String format, @Nullable Object @Nullable [] args, @Nullable Locale one, @Nullable Locale other) {
        if (!tap.isOpen()) {
            return;
        }
        if (args != null) {
            for (Object arg : args) {
                if (arg != null && !arg.getClass().getName().startsWith("java.lang.")) {
                    body.lost();
                    return;
                }
            }
        }
        try {
            String text = String.format(one, format, args);
            if (text.equals(String.format(other, format, args))) {
                tap.write(text);
            } else {
                body.lost();
            }
        } catch (IllegalFormatException | NullPointerException e) {
            body.lost(); // a writer that is closed lets it pass
        } catch (Throwable t) {
            body.fault(t);
        }
    }

    private String lineEnd() {
        return Container.of(own).lineEnd();
    }
}
