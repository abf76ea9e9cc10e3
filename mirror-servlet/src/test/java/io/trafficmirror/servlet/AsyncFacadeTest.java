// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Two threads of an application that complete one exchange at the same moment, which no container can be made to show. */
class AsyncFacadeTest {
    private final HttpServletRequest request =
            stub(HttpServletRequest.class, (proxy, method, arguments) -> nothing(method.getReturnType()));
    private final HttpServletResponse response =
            stub(HttpServletResponse.class, (proxy, method, arguments) -> nothing(method.getReturnType()));
    private final RecordingExchange exchange = new RecordingExchange(true);
    private final ServletExchange live =
            new ServletExchange(new TestEntry(() -> exchange), exchange, request, response);
    private final AtomicReference<AsyncFacade> facade = new AtomicReference<>();
    private int calls;

    @Test
    void who_is_refused_to_complete_takes_back_nothing_of_who_was_not() {
        AsyncContext own = stub(AsyncContext.class, (proxy, method, arguments) -> {
            if (method.getName().equals("complete") && calls++ == 0) {
                facade.get().complete(); // the other thread, which is first
                throw new IllegalStateException("completed");
            }
            return nothing(method.getReturnType());
        });
        facade.set(new AsyncFacade(own, new MirroredRequest(request, live), live));

        assertThatThrownBy(facade.get()::complete).isInstanceOf(IllegalStateException.class);
        assertThat(live.isCompleted()).isTrue();
    }

    private static <T> T stub(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(AsyncFacadeTest.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object nothing(Class<?> type) {
        if (type == boolean.class) {
            return false;
        }
        if (type == long.class) {
            return -1L;
        }
        return type == int.class ? (Object) 200 : null;
    }
}
