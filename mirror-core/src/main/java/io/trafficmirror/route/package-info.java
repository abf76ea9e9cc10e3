// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Which rule a request is for: the matching of the Gateway API, by an index.
 *
 * <p>Generic in what a rule leads to, so that it knows no later stage.
 */
package io.trafficmirror.route;
