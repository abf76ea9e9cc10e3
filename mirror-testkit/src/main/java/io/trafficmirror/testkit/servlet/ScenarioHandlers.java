// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.servlet;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the application of a scenario does while that scenario runs. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class ScenarioHandlers {
    private final Map<String, Handler> handlers = new ConcurrentHashMap<>();
    private volatile Handler main;
    private volatile Hook before = Hook.NONE;
    private volatile Hook behind = Hook.NONE;

    ScenarioHandlers(Handler main) {
        this.main = main;
    }

    void set(Handler handler) {
        main = handler;
        handlers.clear();
        before = Hook.NONE;
        behind = Hook.NONE;
    }

    void at(String path, Handler handler) {
        handlers.put(path, handler);
    }

    void before(Hook hook) {
        before = hook;
    }

    void behind(Hook hook) {
        behind = hook;
    }

    /** The handler of a path of its own, else the main one. */
    Handler handlerOf(String path) {
        return handlers.getOrDefault(path, main);
    }

    Hook before() {
        return before;
    }

    Hook behind() {
        return behind;
    }
}
