// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
    @ParameterizedTest(name = "{0} is {1} and says {2}")
    @CsvSource({
        "http://httpbin2:8000, http://httpbin2:8000, httpbin2:8000",
        "http://httpbin2, http://httpbin2:80, httpbin2",
        "https://httpbin2, https://httpbin2:443, httpbin2",
        "https://httpbin2:80, https://httpbin2:80, httpbin2:80",
        "HTTP://HttpBin2.Example:80/, http://httpbin2.example:80, httpbin2.example",
        "http://127.0.0.1:65535, http://127.0.0.1:65535, 127.0.0.1:65535",
        "http://[::1]:8080, http://[::1]:8080, [::1]:8080",
        "https://[2001:DB8::1], https://[2001:db8::1]:443, [2001:db8::1]",
        "http://[fe80::A%25Eth0]:8080, http://[fe80::a%25Eth0]:8080, [fe80::a]:8080",
        "http://[fe80::1%Eth0], http://[fe80::1%25Eth0]:80, [fe80::1]",
        "http://[fe80::1%25], http://[fe80::1%2525]:80, [fe80::1]",
        "'  http://a:1 ', http://a:1, a:1"
    })
    void reads_an_origin(String url, String origin, String authority) {
        Target target = Target.parse(url);

        assertThat(target).hasToString(origin);
        assertThat(target.authority()).isEqualTo(authority);
        assertThat(Target.parse(origin)).isEqualTo(target);
    }

    @ParameterizedTest(name = "\"{0}\": {1}")
    @CsvSource({
        "httpbin2:8000, 'needs a scheme, http or https'",
        "httpbin2, 'needs a scheme, http or https'",
        "'', 'needs a scheme, http or https'",
        "ftp://httpbin2, 'needs a scheme, http or https'",
        "http:httpbin2, needs a host",
        "http://, is not a URL",
        "http://a b, is not a URL",
        "http://my_app:80, has no host name with a port",
        "http://a:port, has no host name with a port",
        "http://a:0, 'needs a port of 1..65535, was 0'",
        "http://a:65536, 'needs a port of 1..65535, was 65536'",
        "http://a?, must not have a query or a fragment",
        "http://a#, must not have a query or a fragment"
    })
    void refuses_what_is_no_origin(String url, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Target.parse(url))
                .withMessageStartingWith("target \"" + url + "\": " + why)
                .withMessageEndingWith("; allowed: http[s]://host[:port]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://me:secret@a:1", "http://me:secret@my_app", "http://me:secret@a b", "ftp://me:secret@a"})
    void never_shows_user_info(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Target.parse(url))
                .withMessageNotContaining("secret")
                .withMessageContaining("***@");
    }

    /** Web hooks have their credentials in path and query. */
    @ParameterizedTest
    @CsvSource({
        "http:///path, http:///***, needs a host",
        "http://a/base, http://a/***, must not have a path; use a URLRewrite filter",
        "http://a?x=1, http://a?***, must not have a query or a fragment",
        "http://a/#x, http://a/***, must not have a query or a fragment",
        "http://user:pa/ss@host, http://***@host, has no host name with a port",
        "http://user:pa/ss@host/b/c, http://***@host/***, has no host name with a port",
        "user:pa/ss@host, ***@host, 'needs a scheme, http or https'",
        "http://us@er:pa#ss@host, http://***@host, has no host name with a port",
        "//httpbin2, /***, 'needs a scheme, http or https'",
        "http://host/a@b, http://***@b, must not have a path; use a URLRewrite filter"
    })
    void shows_nothing_of_a_url_but_its_origin(String url, String shown, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Target.parse(url))
                .withMessage("target \"" + shown + "\": " + why + "; allowed: http[s]://host[:port]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "a:1", "::1", "a\r\nX: y", "[]"})
    void refuses_a_host_that_is_none(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Target("http", host, 80))
                .withMessage("target host: must be a name or an address, IPv6 in brackets, was \"" + host + '"');
    }

    @Test
    void keeps_the_zone_of_an_address_for_the_lookup_alone() {
        Target target = Target.parse("http://[fe80::1%25eth0]:8080");

        assertThat(target.host()).isEqualTo("[fe80::1%eth0]");
        assertThat(target.hostWithoutZone()).isEqualTo("[fe80::1]");
        assertThat(target.authority()).isEqualTo("[fe80::1]:8080");
    }

    @Test
    void equals_whatever_the_case_of_the_host() {
        assertThat(new Target("http", "HttpBin", 80)).isEqualTo(new Target("http", "httpbin", 80));
    }

    @Test
    void refuses_other_schemes_and_ports() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Target("HTTP", "a", 80))
                .withMessage("target scheme: must be http or https, was \"HTTP\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Target("http", "a", 65536))
                .withMessage("target port: must be 1..65535, was 65536");
    }
}
