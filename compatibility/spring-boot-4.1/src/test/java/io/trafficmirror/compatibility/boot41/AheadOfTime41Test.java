// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.boot41;

import io.trafficmirror.compatibility.spring.AheadOfTimeContract;

/** Processed ahead of time on this line. */
class AheadOfTime41Test extends AheadOfTimeContract {}
