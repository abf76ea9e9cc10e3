// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.route;

/**
 * The match that won. Immutable; made with the table, so that a look-up makes nothing.
 *
 * @param route the route
 * @param rule the rule's index in its route
 * @param match the match's index in its rule
 * @param action the rule's action
 * @param <T> the action's type
 * @since 0.1.0
 */
public record RouteHit<T>(Route<T> route, int rule, int match, T action) {}
