// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
/**
 * How sampling decides for each request, exactly and without making objects.
 *
 * <p>It decides; whoever asks counts. Not exported.
 */
package io.trafficmirror.sample.internal;
