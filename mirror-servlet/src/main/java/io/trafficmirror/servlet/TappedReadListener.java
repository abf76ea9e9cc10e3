// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import io.trafficmirror.adapter.RequestTap;
import io.trafficmirror.capture.DropReason;
import jakarta.servlet.ReadListener;
import java.io.IOException;

/** The application's own listener; the end and the failure of the body are noted in passing. As safe as the listener is. */
record TappedReadListener(ReadListener listener, RequestTap body) implements ReadListener {
    @Override
    public void onDataAvailable() throws IOException {
        listener.onDataAvailable();
    }

    @Override
    public void onAllDataRead() throws IOException {
        body.endSeen();
        listener.onAllDataRead();
    }

    @Override
    public void onError(Throwable t) {
        body.tap().fail(DropReason.BODY_ABORTED);
        listener.onError(t);
    }
}
