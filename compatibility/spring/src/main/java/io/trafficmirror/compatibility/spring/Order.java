// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.spring;

import java.util.List;

/** What is ordered: bound from a form, or from JSON. */
record Order(String name, List<String> item) {}
