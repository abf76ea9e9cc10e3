// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.site;

import java.time.LocalDate;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** The application: members of a library, whom everybody may see, and whom only a librarian may strike out. */
@SpringBootApplication(proxyBeanMethods = false)
public class Site {
    private static final int MEMBERS = 25;

    /** For Spring. */
    public Site() {}

    @Bean
    CommandLineRunner first(Members members) {
        return arguments -> {
            for (int i = 1; i <= MEMBERS; i++) {
                members.save(Member.of("Member " + i, "m" + i + "@example.org", LocalDate.of(1960 + i, 1, 1)));
            }
        };
    }

    @Bean
    SecurityFilterChain chain(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/members/*/strike-out")
                        .hasRole("LIBRARIAN")
                        .requestMatchers("/desk/**")
                        .authenticated()
                        .anyRequest()
                        .permitAll())
                .formLogin(Customizer.withDefaults())
                .logout(Customizer.withDefaults())
                .build();
    }

    @Bean
    UserDetailsService users() {
        return new InMemoryUserDetailsManager(
                User.withUsername("librarian")
                        .password("{noop}tea")
                        .roles("LIBRARIAN")
                        .build(),
                User.withUsername("reader")
                        .password("{noop}tea")
                        .roles("READER")
                        .build());
    }
}
