// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
/** A library's site of pages, forms, a database and a login, and what must hold of it with the starter. */
@NullMarked
package io.trafficmirror.compatibility.site;

import org.jspecify.annotations.NullMarked;
