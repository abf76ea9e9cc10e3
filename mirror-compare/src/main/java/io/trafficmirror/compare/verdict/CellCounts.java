// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.verdict;

/**
 * What was seen at one place of the responses of one route: a row of counts. Immutable.
 *
 * @param route the route's name
 * @param path the place, as the report writes it
 * @param kind what sort of difference
 * @param pairs the controlled exchanges of the route, with the difference of this cell
 */
public record CellCounts(String route, String path, CellKind kind, PairCounts pairs) {}
