// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What a feature that mirrors must leave as it is, as a contract that every Jakarta REST runtime can be put to. Extend {@code
 * JaxrsMirrorContract}, tell it how to start a server, and run it. The resources are public for the runtime's sake.
 */
package io.trafficmirror.testkit.jaxrs;
