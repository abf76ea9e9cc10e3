// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.spring;

import java.io.IOException;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The application of the page as a process of its own; it ends with its standard input. Not nested: what is generated for it is called after it. */
public final class AheadOfTimeApplication {
    static final String PORT = "the port is ";

    private AheadOfTimeApplication() {}

    /** Serves, and says on which port. */
    public static void main(String[] arguments) throws IOException {
        try (ConfigurableApplicationContext running =
                SpringApplication.run(PageContract.DemoApplication.class, arguments)) {
            System.out.println(PORT + running.getEnvironment().getProperty("local.server.port"));
            while (System.in.read() >= 0) {
                // until the test ends
            }
        }
    }
}
