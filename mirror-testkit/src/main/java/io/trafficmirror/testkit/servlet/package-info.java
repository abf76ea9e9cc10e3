// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What a filter that mirrors must leave as it is, as a contract that every container can be put to. Extend {@code ServletMirrorContract},
 * tell it how to start a server, and run it.
 */
package io.trafficmirror.testkit.servlet;
