// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.site35;

import io.trafficmirror.compatibility.site.SiteContract;

/** The site on this line. */
class Site35Test extends SiteContract {}
