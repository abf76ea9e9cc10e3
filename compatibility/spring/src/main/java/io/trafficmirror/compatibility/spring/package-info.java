// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
/** A Spring MVC application as people write them, and what must hold of it behind {@code MirrorFilter}. */
@NullMarked
package io.trafficmirror.compatibility.spring;

import org.jspecify.annotations.NullMarked;
