// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.console;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells open pages, every second or two, the tag of the present state; they fetch it if it is news to them. One thread while there are such pages, none
 * without. Safe for concurrent use.
 */
final class EventStreams {
    private static final Logger LOG = LoggerFactory.getLogger(MirrorConsole.class);
    private static final long PERIOD_MILLIS = 1500;
    private static final int MOST = 32;

    private final Supplier<String> tag;

    @GuardedBy("this")
    private final List<EventStream> open = new ArrayList<>();

    @GuardedBy("this")
    private @Nullable Thread thread;

    @GuardedBy("this")
    private boolean closed;

    EventStreams(Supplier<String> tag) {
        this.tag = tag;
    }

    synchronized boolean hasRoom() {
        open.removeIf(EventStream::isOver);
        return !closed && open.size() < MOST;
    }

    void open(AsyncContext context) throws IOException {
        EventStream stream = EventStream.open(context);
        synchronized (this) {
            if (closed) {
                stream.close();
                return;
            }
            open.add(stream);
            if (thread == null) {
                Thread teller = new Thread(this::tellAll, "traffic-mirror-console");
                teller.setDaemon(true);
                teller.start();
                thread = teller;
            }
        }
        stream.tell(frame());
    }

    private byte[] frame() {
        return ("event: state\ndata: " + tag.get() + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    private void tellAll() {
        try {
            while (true) {
                Thread.sleep(PERIOD_MILLIS);
                List<EventStream> told = present();
                if (told.isEmpty()) {
                    return;
                }
                byte[] frame = frame();
                told.forEach(stream -> stream.tell(frame));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            closeAll();
            LOG.warn("The console's pages could not be told of news; they ask by themselves.", e);
        }
    }

    /** Those that are open; none ends the thread, under the same lock under which the next one would start it. */
    private synchronized List<EventStream> present() {
        open.removeIf(EventStream::isOver);
        if (open.isEmpty() || closed) {
            thread = null;
            return List.of();
        }
        return List.copyOf(open);
    }

    private void closeAll() {
        List<EventStream> last;
        synchronized (this) {
            last = List.copyOf(open);
            open.clear();
            thread = null;
        }
        last.forEach(EventStream::close);
    }

    /** Ends all of them, and the thread. */
    void close() {
        synchronized (this) {
            closed = true;
            if (thread != null) {
                thread.interrupt();
            }
        }
        closeAll();
    }
}
