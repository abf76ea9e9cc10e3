// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
/** Three replicas, a broker of one process, the judge: one verdict. */
package io.trafficmirror.examples.fleet;
