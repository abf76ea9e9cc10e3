// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.springboot;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** An application that knows nothing of the mirror: all about that is in {@code application.properties}. With {@code --wrong-prices=true} it is a candidate with a fault. */
@SpringBootApplication(proxyBeanMethods = false)
@RestController
public class MirroredSpringBoot {
    private final boolean wrong;

    /** For Spring. */
    public MirroredSpringBoot(Environment environment) {
        wrong = environment.getProperty("wrong-prices", Boolean.class, false);
    }

    /**
     * Serves until the process ends.
     *
     * @param args properties, as {@code --name=value}
     */
    public static void main(String[] args) {
        SpringApplication.run(MirroredSpringBoot.class, args);
    }

    /** An order; each tenth price is a text where the candidate is wrong. */
    @GetMapping("/orders/{id}")
    Map<String, Object> order(@PathVariable("id") int id) {
        Object price = wrong && id % 10 == 0 ? "12.50" : (Object) 12.5;
        return Map.of("id", id, "price", price);
    }
}
