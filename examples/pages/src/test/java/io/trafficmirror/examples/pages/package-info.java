// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
@org.jspecify.annotations.NullMarked
package io.trafficmirror.examples.pages;
