// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.spring;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.security.web.header.HeaderWriterFilter;

/** Spring Security as it is usually set up, apart from a token that does not change. */
@Configuration(proxyBeanMethods = false)
class Security {
    static final String TOKEN = "a-token";

    @Bean
    SecurityFilterChain chain(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/*/secret")
                        .hasRole("OWNER")
                        .anyRequest()
                        .permitAll())
                .headers(headers -> headers.withObjectPostProcessor(new EagerHeaders()))
                .httpBasic(Customizer.withDefaults())
                .formLogin(Customizer.withDefaults())
                .csrf(csrf -> csrf.csrfTokenRepository(new OneToken())
                        .csrfTokenRequestHandler(new CsrfTokenRequestAttributeHandler())
                        .requireCsrfProtectionMatcher(
                                request -> request.getMethod().equals("POST")
                                        && request.getRequestURI().matches(".*/(login|guarded)")))
                .build();
    }

    @Bean
    UserDetailsService users() {
        return new InMemoryUserDetailsManager(
                User.withUsername("owner").password("{noop}tea").roles("OWNER").build(),
                User.withUsername("guest").password("{noop}tea").roles("GUEST").build());
    }

    /**
     * Has fields written before the application is called. Written after it, they meet those of a streamed answer on its own thread:
     * Tomcat's fields are then lost or doubled now and then, with a mirror and without.
     */
    private static final class EagerHeaders implements ObjectPostProcessor<HeaderWriterFilter> {
        @Override
        public <O extends HeaderWriterFilter> O postProcess(O filter) {
            filter.setShouldWriteHeadersEagerly(true);
            return filter;
        }
    }

    /** The same token for everybody, so that answers can be compared. */
    private static final class OneToken implements CsrfTokenRepository {
        private static final CsrfToken THE_ONE = new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", TOKEN);

        @Override
        public CsrfToken generateToken(HttpServletRequest request) {
            return THE_ONE;
        }

        @Override
        public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {}

        @Override
        public CsrfToken loadToken(HttpServletRequest request) {
            return THE_ONE;
        }
    }
}
