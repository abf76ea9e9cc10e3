// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.GenericType;
import java.lang.reflect.Type;
import org.glassfish.jersey.InjectionManagerProvider;
import org.glassfish.jersey.internal.inject.InjectionManager;
import org.glassfish.jersey.internal.util.collection.Ref;

/** Where Jersey keeps the request of a servlet container: in a reference of the request's scope. Stateless. */
final class JerseyServlet {
    private static final Type REQUEST = new GenericType<Ref<HttpServletRequest>>() {}.getType();

    private JerseyServlet() {}

    /** Of this application. Fails with a {@link LinkageError} where there is no Servlet API. */
    static ServerHead.Source of(FeatureContext context) {
        InjectionManager manager = InjectionManagerProvider.getInjectionManager(context);
        ServletHead.type(); // fails here, not at a request
        return request -> {
            Ref<?> servlet = manager.getInstance(REQUEST);
            return servlet == null ? null : ServletHead.of(servlet.get());
        };
    }
}
