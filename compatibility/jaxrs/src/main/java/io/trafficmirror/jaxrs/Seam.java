// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * A place between two parts of ours where one of them throws. Safe for concurrent use.
 *
 * @param type the interface that is called
 * @param method its methods of this name throw; all others do what they do
 * @param thrown makes what is thrown
 * @param hits how often it was thrown
 */
public record Seam(Class<?> type, String method, Supplier<? extends Throwable> thrown, AtomicLong hits) {
    /** A seam that throws what the application may throw too. */
    public static Seam of(Class<?> type, String method) {
        return of(type, method, () -> new IllegalStateException("injected"));
    }

    /** A seam that throws this. */
    public static Seam of(Class<?> type, String method, Supplier<? extends Throwable> thrown) {
        return new Seam(type, method, thrown, new AtomicLong());
    }

    /** The real one, which throws where this seam is; the very same if it is elsewhere. */
    <T, S extends T> T at(Class<S> asked, T real) {
        if (asked != type) {
            return real;
        }
        Object torn =
                Proxy.newProxyInstance(asked.getClassLoader(), new Class<?>[] {asked}, (proxy, called, values) -> {
                    if (called.getName().equals(method)) {
                        hits.incrementAndGet();
                        throw thrown.get();
                    }
                    try {
                        return called.invoke(real, values);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return asked.cast(torn);
    }

    @Override
    public String toString() {
        return type.getSimpleName() + "." + method + " throws "
                + thrown.get().getClass().getSimpleName();
    }
}
