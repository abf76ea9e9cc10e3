// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.spring;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows that a connection is still good. Safe for concurrent use. */
@RestController
final class Ping {
    @GetMapping("/ping")
    String ping() {
        return "pong";
    }
}
