// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.boot41;

import io.trafficmirror.compatibility.spring.PageContract;

/** What the page says, done on this line. */
class Page41Test extends PageContract {}
