// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
/** What the contracts of all adapters are written with: raw requests, a mirror with its shadow, and how a scenario went. */
package io.trafficmirror.testkit.scenario;
