// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

/** Mirroring by properties, in servlet applications of Spring Boot. */
package io.trafficmirror.spring;
