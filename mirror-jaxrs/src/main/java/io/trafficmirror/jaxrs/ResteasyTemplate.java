// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.core.ResourceMethodInvoker;
import org.jboss.resteasy.core.ResteasyContext;
import org.jboss.resteasy.spi.Registry;
import org.jboss.resteasy.spi.ResourceInvoker;
import org.jspecify.annotations.Nullable;

/**
 * The template of a resource, by the standard on RESTEasy 7, and that under which the method is registered on RESTEasy 6. A method of
 * a sub-resource is registered nowhere, for which object a locator returns is known at each request only. Safe for concurrent use.
 */
final class ResteasyTemplate {
    private final StandardTemplate standard = new StandardTemplate();
    private volatile @Nullable IdentityHashMap<ResourceInvoker, String> paths;

    /** Of the method that serves; null if there is none, or RESTEasy 6 has found it by a locator. */
    @Nullable
    String of(ContainerRequestContext request) {
        if (!(request.getProperty(ResourceMethodInvoker.class.getName()) instanceof ResourceMethodInvoker serving)) {
            return null;
        }
        String told = standard.of(request.getUriInfo()); // which RESTEasy 7 also does where nothing was found
        return told == null ? registered(serving) : told;
    }

    private @Nullable String registered(ResourceMethodInvoker serving) {
        IdentityHashMap<ResourceInvoker, String> known = paths;
        if (known == null) {
            Registry registry = ResteasyContext.getContextData(Registry.class);
            if (registry == null) {
                return null;
            }
            known = paths(registry);
            paths = known;
        }
        String path = known.get(serving);
        return path == null || path.startsWith("/") ? path : "/" + path;
    }

    private static IdentityHashMap<ResourceInvoker, String> paths(Registry registry) {
        IdentityHashMap<ResourceInvoker, String> paths = new IdentityHashMap<>();
        for (Map.Entry<String, List<ResourceInvoker>> bound :
                registry.getBounded().entrySet()) {
            bound.getValue().forEach(invoker -> paths.put(invoker, bound.getKey()));
        }
        return paths;
    }
}
