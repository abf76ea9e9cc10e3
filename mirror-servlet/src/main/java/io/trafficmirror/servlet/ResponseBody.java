// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import io.trafficmirror.adapter.ResponseTap;
import io.trafficmirror.adapter.Tap;
import io.trafficmirror.capture.Exchange;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the body that the application writes. What can't be known exactly fails the capture, never the application.
 * Confined to one exchange, one thread at a time.
 */
final class ResponseBody {
    private static final String CODING = "Content-Encoding";

    private final ResponseTap body;
    private final Tap tap;
    private final HttpServletResponse response;
    private @Nullable CharTap chars;
    private boolean coded;

    ResponseBody(Exchange exchange, HttpServletResponse response, Consumer<Throwable> faults) {
        this.body = new ResponseTap(exchange, faults);
        this.tap = body.tap();
        this.response = response;
    }

    Tap tap() {
        return tap;
    }

    /** What the application writes by its writer; fails the body where that can't be known. */
    CharTap encoded(Charset charset) {
        if (!ExactCharsets.isStateless(charset)) {
            lost();
        }
        CharTap encoded = CharTap.toEncode(tap, charset);
        chars = encoded;
        return encoded;
    }

    /** Text went through the stream's print methods: in the response's charset or in ISO-8859-1, as the container decides. */
    void printed(String text) {
        try {
            encode(text);
        } catch (Throwable t) {
            fault(t);
        }
    }

    private void encode(String text) {
        if (!tap.isOpen()) {
            return;
        }
        Charset charset = charset(response.getCharacterEncoding());
        boolean latin = false;
        boolean beyond = false;
        for (int i = 0; i < text.length(); i++) {
            latin |= text.charAt(i) >= 0x80;
            beyond |= text.charAt(i) > 0xFF;
        }
        if ((latin && !beyond && !charset.equals(StandardCharsets.ISO_8859_1))
                || !ExactCharsets.containsAscii(charset)) {
            lost();
        } else {
            byte[] bytes = text.getBytes(charset);
            tap.write(bytes, 0, bytes.length);
        }
    }

    /** Something was printed of which the text is the container's secret: a truth value in the container's language. */
    void printedUnknown() {
        lost();
    }

    /** A field was set behind us. */
    void fieldSet(String name) {
        coded |= CODING.equalsIgnoreCase(name);
    }

    /** All fields that were set are gone. */
    void fieldsReset() {
        coded = false;
    }

    /** Whether a field tells of the body that passed us. A coding that comes into force in front of us does not: we saw plain bytes. */
    boolean hasField(String name) {
        return coded || !CODING.equalsIgnoreCase(name);
    }

    /** The body, or a part of it, was written past us. */
    void lost() {
        body.lost();
    }

    /** A fault of ours has hit this body. */
    void fault(Throwable fault) {
        body.fault(fault);
    }

    /** Whether a length was declared, and another has passed. */
    boolean hasOtherLength() {
        String declared = response.getHeader("Content-Length");
        return declared != null && !declared.equals(Long.toString(tap.passed()));
    }

    /** The exchange is over: compares with the declared length, for bytes may have gone past us. */
    void settle(boolean hasNoBody) {
        CharTap written = chars;
        if (written != null && written.isHalf()) {
            lost();
        }
        body.settle(hasNoBody, response.getHeader("Content-Length"));
    }

    /** The charset of this name, ISO-8859-1 without one. */
    static Charset charset(@Nullable String name) {
        try {
            return name == null ? StandardCharsets.ISO_8859_1 : Charset.forName(name);
        } catch (IllegalArgumentException e) {
            return StandardCharsets.ISO_8859_1;
        }
    }
}
