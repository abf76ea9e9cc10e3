// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.testkit.http.RawHttp;
import io.trafficmirror.testkit.http.RawResponse;
import java.io.IOException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The example with its own settings, but for the ports: primary, shadow and control are three of it. */
class MirroredSpringBootTest {
    private static ConfigurableApplicationContext run(String... arguments) {
        SpringApplication application = new SpringApplication(MirroredSpringBoot.class);
        application.setRegisterShutdownHook(false);
        String[] all = new String[arguments.length + 3];
        all[0] = "--server.port=0";
        all[1] = "--server.address=127.0.0.1";
        all[2] = "--mirror.limits.cpu-share=1";
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return application.run(all);
    }

    private static int port(ConfigurableApplicationContext running) {
        return running.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    private static RawResponse get(ConfigurableApplicationContext running, String path) throws IOException {
        try (RawHttp client = RawHttp.connect(port(running))) {
            return client.send("GET " + path + " HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n")
                    .read();
        }
    }

    @Test
    void a_wrong_candidate_is_seen_at_the_place_of_its_fault() throws Exception {
        try (ConfigurableApplicationContext control = run("--mirror.enabled=false");
                ConfigurableApplicationContext shadow = run("--mirror.enabled=false", "--wrong-prices=true");
                ConfigurableApplicationContext primary = run(
                        "--mirror.routes.orders.to=http://127.0.0.1:" + port(shadow),
                        "--mirror.routes.orders.control.to=http://127.0.0.1:" + port(control))) {
            for (int i = 1; i <= 300; i++) {
                assertThat(get(primary, "/orders/" + i).status()).isEqualTo(200);
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(get(primary, "/actuator/mirrorgate/gate")
                                    .body()
                                    .text())
                            .startsWith("FAIL: ")
                            .contains("$.price"));
            assertThat(get(primary, "/actuator/mirrorgate/gate").status()).isEqualTo(412);
            assertThat(get(primary, "/actuator/prometheus").body().text()).contains("http_mirror_verdict 1.0");
            assertThat(get(primary, "/actuator/health").body().text()).contains("UP");
        }
    }
}
