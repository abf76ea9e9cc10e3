// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.servlet;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What listeners and access logs of each server have written down, in order. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class ListenerRecords {
    private static final long PATIENCE_SECONDS = 60;

    private final List<BlockingQueue<String>> records = new ArrayList<>();

    ListenerRecords() {}

    /** The records of one more server. */
    synchronized Consumer<String> add() {
        BlockingQueue<String> record = new LinkedBlockingQueue<>();
        records.add(record);
        return record::add;
    }

    /** The lines about a target, of each server, once that many of them are there. */
    synchronized List<List<String>> about(String target, int lines) throws InterruptedException {
        List<List<String>> all = new ArrayList<>();
        for (BlockingQueue<String> record : records) {
            List<String> found = new ArrayList<>();
            while (found.size() < lines) {
                String line = record.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (line == null) {
                    throw new AssertionError("only " + found + " came about " + target);
                }
                if (line.contains(target)) {
                    found.add(line);
                }
            }
            all.add(found);
        }
        return all;
    }
}
