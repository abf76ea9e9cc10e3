// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
/** {@code HTTPRoute} manifests and {@code MirrorPolicy} documents, read into the routes of core. */
package io.trafficmirror.config;
