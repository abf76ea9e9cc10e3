// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

/** Where copies go, as values: the target, its bounds, and what is under way to it. */
package io.trafficmirror.targets;
