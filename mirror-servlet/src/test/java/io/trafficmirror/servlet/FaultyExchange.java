// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import io.trafficmirror.capture.BodySink;
import io.trafficmirror.capture.Exchange;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** An exchange that wants everything, of which one method throws an error whenever it is called. Safe for concurrent use. */
final class FaultyExchange {
    /** What was thrown. */
    final List<Throwable> thrown = new CopyOnWriteArrayList<>();

    private final RecordingExchange real = new RecordingExchange(true);
    private final CountDownLatch over = new CountDownLatch(1);
    private final Method broken;
    private final BodySink requestBody;
    private final BodySink responseBody;

    FaultyExchange(Method broken) {
        this.broken = broken;
        requestBody = faulty(BodySink.class, real.requestBody);
        responseBody = faulty(BodySink.class, real.responseBody);
    }

    Exchange exchange() {
        return faulty(Exchange.class, real);
    }

    /** Waits until the filter has told its end, however that was received. */
    void awaitEnd() throws InterruptedException {
        over.await();
    }

    private <T> T faulty(Class<T> type, T behind) {
        InvocationHandler handler = (proxy, method, args) -> answer(behind, method, args);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private Object answer(Object behind, Method method, Object[] args) throws Throwable {
        if (method.equals(broken)) {
            OutOfMemoryError error = new OutOfMemoryError("on purpose, in " + method.getName());
            thrown.add(error);
            if (method.getName().equals("endWithoutResponse")) {
                over.countDown();
            }
            throw error;
        }
        try {
            Object result = switch (method.getName()) {
                case "requestBody" -> requestBody;
                case "responseBody" -> responseBody;
                default -> method.invoke(behind, args);
            };
            if ((method.getName().equals("end") && args != null)
                    || method.getName().equals("endWithoutResponse")) {
                over.countDown();
            }
            return result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
