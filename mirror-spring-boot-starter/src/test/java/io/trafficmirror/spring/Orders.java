// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** An application that knows nothing of the mirror. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
class Orders {
    @GetMapping("/orders/{id}")
    String order(@PathVariable("id") String id) {
        return "order " + id;
    }

    @PostMapping("/orders")
    String take(@RequestBody String order) {
        return "taken " + order;
    }

    @GetMapping("/internal/state")
    String state() {
        return "well";
    }
}
