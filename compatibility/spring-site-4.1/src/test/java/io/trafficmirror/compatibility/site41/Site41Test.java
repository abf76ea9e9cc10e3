// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.site41;

import io.trafficmirror.compatibility.site.SiteContract;

/** The site on this line. */
class Site41Test extends SiteContract {}
