// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestErrorsTest {
    private static final String HEAD = """
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: r}
            spec:
              rules:
              -\s""";
    private static final String MIRROR = "{type: RequestMirror, requestMirror: {backendRef: {name: b, port: 1}}}";

    private static List<String> errors(String yaml) {
        ManifestException thrown =
                catchThrowableOfType(ManifestException.class, () -> Manifests.load(yaml, "routes.yaml"));
        return thrown == null
                ? List.of()
                : thrown.problems().stream().map(Problem::toString).toList();
    }

    private static String rule(String fields) {
        return HEAD + "{" + fields + "}\n";
    }

    private static String walkthrough(String replace, String by) {
        String text = ManifestsTest.walkthrough();
        assertThat(text).contains(replace);
        return text.replace(replace, by);
    }

    @Test
    void a_percent_of_101_is_named_with_its_place() {
        assertThat(errors(walkthrough(
                        "port: 8000\n    backendRefs", "port: 8000\n        percent: 101\n    backendRefs")))
                .containsExactly("routes.yaml:24:18: spec.rules[0].filters[0].requestMirror.percent:"
                        + " must be a number, 0..100, was 101");
    }

    /** What the watcher logs must not be where credentials come to light. */
    @Test
    void no_message_shows_a_value_that_may_be_a_credential() {
        String token = "Bearer-s3cr3t-t0ken-of-many-characters";
        String policy = PolicyTest.POLICY + "\n  backends:\n  - {name: b, url: \"http://user:pa/ss@host\"}\n";
        List<String> messages = new ArrayList<>();
        messages.addAll(
                errors(rule("matches: [{headers: [{name: A, type: RegularExpression, value: \"" + token + "(\"}]}]")));
        messages.addAll(errors(rule("matches: [{headers: [{name: A, value: {x: " + token + "}}]}]")));
        messages.addAll(errors(rule("filters: [{type: RequestHeaderModifier, requestHeaderModifier: {set: [{name:"
                + " Authorization, value: \"" + token + "\\n\"}]}}]")));
        messages.addAll(errors(rule("filters: [{type: RequestHeaderModifier, requestHeaderModifier: {set: [{name:"
                + " Authorization, value: !!str " + token + ", x: y}]}}]")));
        messages.addAll(errors(policy));

        assertThat(messages).hasSizeGreaterThan(4).noneMatch(message -> message.contains(token.substring(0, 8)));
        assertThat(messages).noneMatch(message -> message.contains("pa/") || message.contains("user:"));
    }

    /** At whatever place somebody puts it by mistake, as whatever kind of scalar: as a value, in quotes, in a block, as a name, an alias, a tag. */
    @Test
    void no_message_shows_a_token_wherever_it_stands() {
        List<String> secrets = List.of(
                "s3cr3t-t0ken-of-many-characters-0123456789",
                "ghp0123456789abcdefABCDEF0123456789ab",
                "Bearer s3cr3tS3cr3tS3cr3t",
                "Authorization: Bearer s3cr3t",
                "user:pa/ss@host",
                "123456789012345678901234567890",
                "x".repeat(33));
        String[] places = {
            "apiVersion: gateway.networking.k8s.io/v1",
            "kind: HTTPRoute",
            "name: httpbin\n",
            "namespace: httpbin",
            "mirror.example",
            "PathPrefix",
            "value: /",
            "type: RequestMirror",
            "name: httpbin2",
            "port: 8000"
        };
        List<String> messages = new ArrayList<>();
        for (String secret : secrets) {
            for (String scalar : List.of(
                    '"' + secret + '"',
                    "'" + secret + "'",
                    secret,
                    "*" + secret,
                    "!" + secret + " a",
                    "&" + secret + " [a]",
                    "[\"" + secret + "\"]",
                    "{\"" + secret + "\": a}",
                    "{a: \"" + secret + "\"}",
                    "!!int \"" + secret + '"')) {
                List<String> ofThis = new ArrayList<>();
                for (String place : places) {
                    String field = place.contains(": ") ? place.substring(0, place.indexOf(": ") + 2) : "";
                    ofThis.addAll(errors(walkthrough(place, field + scalar + (place.endsWith("\n") ? "\n" : ""))));
                }
                for (String list : List.of("requestHeaderModifier: {set: ", "requestHeaderModifier: {remove: ")) {
                    ofThis.addAll(
                            errors(rule("filters: [{type: RequestHeaderModifier, " + list + "[" + scalar + "]}}]")));
                    ofThis.addAll(errors(rule("filters: [{type: RequestHeaderModifier, " + list + scalar + "}}]")));
                }
                ofThis.addAll(errors(
                        rule("matches: [{headers: [" + scalar + "]}, {queryParams: " + scalar + "}, " + scalar + "]")));
                ofThis.addAll(errors(rule("timeouts: {request: " + scalar + "}, retry: {codes: [" + scalar + "]}")));
                for (String field : List.of(
                        "host: ",
                        "host: {literal: ",
                        "dropHeaders: [",
                        "redactHeaders: ",
                        "trace: ",
                        "stream: ",
                        "when: ",
                        "deadline: ",
                        "maxBodyBytes: ",
                        "backends: [{name: b, url: ",
                        "backends: [",
                        "ordering: {by: ",
                        "sampling: {key: {header: ",
                        "limits: {maxQueued: ",
                        "comparison: {rules: [{path: ")) {
                    String closing = field.replaceAll("[^\\[{]", "");
                    String end = new StringBuilder(closing)
                            .reverse()
                            .toString()
                            .replace('[', ']')
                            .replace('{', '}');
                    ofThis.addAll(errors(
                            "apiVersion: trafficmirror.io/v1alpha1\nkind: MirrorPolicy\nmetadata: {name: p}\nspec:\n  "
                                    + field + scalar + end + "\n"));
                }
                assertThat(ofThis).as(scalar).hasSizeGreaterThan(20);
                messages.addAll(ofThis);
            }
        }
        Pattern shown = Pattern.compile("s3cr3t|ghp0|S3cr3t|user:|pa/|/ss|12345678901|xxxxx");
        assertThat(messages.stream().filter(shown.asPredicate()).distinct()).isEmpty();
    }

    @Test
    void the_message_of_one_error_is_one_line() {
        String yaml = walkthrough("mirror.example", "Mirror.example");

        ManifestException thrown =
                catchThrowableOfType(ManifestException.class, () -> Manifests.load(yaml, "routes.yaml"));

        assertThat(thrown)
                .hasMessage("routes.yaml:11:5: spec.hostnames[0]: must be a lower-case DNS name without a port,"
                        + " optionally after \"*.\", was \"Mirror.example\"");
    }

    @Test
    void all_errors_of_all_documents_come_at_once_in_order() {
        String yaml = walkthrough("mirror.example", "a..b").replace("port: 8000", "port: 0")
                + "---\nkind: Pod\napiVersion: v1\n";

        assertThat(errors(yaml))
                .hasSize(4)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("routes.yaml:11:5: spec.hostnames[0]: "),
                        second -> assertThat(second)
                                .isEqualTo("routes.yaml:23:17: spec.rules[0].filters[0].requestMirror.backendRef.port:"
                                        + " must be a number, 1..65535, was 0"),
                        third -> assertThat(third).startsWith("routes.yaml:26:13: spec.rules[0].backendRefs[0].port: "),
                        fourth -> assertThat(fourth)
                                .isEqualTo("routes.yaml:28:1: must be an HTTPRoute of gateway.networking.k8s.io/v1 or"
                                        + " v1beta1, a MirrorPolicy of trafficmirror.io/v1alpha1, or a TrafficPolicy of"
                                        + " gateway.kgateway.dev/v1alpha1, was Pod of v1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "# only a comment\n", "---\n---\n", "null"})
    void an_empty_source_is_an_error(String text) {
        assertThat(errors(text))
                .singleElement()
                .asString()
                .startsWith("routes.yaml: must be an HTTPRoute")
                .endsWith("was empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "a: b: c",
                "\ta: b",
                "a: [1",
                "\"abc",
                "- a\nb: c",
                "a: *b",
                "%YAML 3.0\n---\na: b",
                "a: \u0000"
            })
    void what_is_not_yaml_is_an_error_of_one_line(String text) {
        assertThat(errors(text))
                .singleElement()
                .asString()
                .contains("must be YAML: ")
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "just text",
                "[a, b]",
                "42",
                "a: b",
                "kind: HTTPRoute",
                "apiVersion: gateway.networking.k8s.io/v1"
            })
    void what_is_not_a_route_is_an_error(String text) {
        assertThat(errors(text)).singleElement().asString().startsWith("routes.yaml:1:1: must be an HTTPRoute");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kind: Pod                | was Pod without apiVersion
            apiVersion: v1           | was without kind of v1
            a: b                     | was without kind without apiVersion
            {kind: List}             | routes.yaml:1:1: items is required
            {kind: List, items: []}  | routes.yaml:1:21: items: must have 1..10000 items, was 0
            """)
    void what_holds_no_route_is_an_error(String text, String message) {
        assertThat(errors(text)).singleElement().asString().endsWith(message);
    }

    /** What users forget most: {@code {{ .Values.name }}} is YAML, a mapping in place of a field's name, and so is {@code *.example} an alias. */
    @Test
    void a_template_that_was_not_filled_in_and_a_bare_star_are_named_with_their_place() {
        assertThat(errors(walkthrough("namespace: httpbin", "namespace: {{ .Values.ns }}")))
                .containsExactly(
                        "routes.yaml:5:14: metadata.namespace: must be text (quote it if it looks like a number, a"
                                + " boolean or null), was a template's {{ }}, not filled in");
        assertThat(errors(walkthrough("mirror.example", "*.example")))
                .containsExactly("routes.yaml:11:6: must be YAML: unexpected character found .(46)"
                        + " (text that begins with \"*\" must be quoted)");
    }

    @Test
    void a_creation_time_is_a_time() {
        assertThat(errors(walkthrough("metadata:", "metadata:\n  creationTimestamp: yesterday")))
                .containsExactly("routes.yaml:4:22: metadata.creationTimestamp:"
                        + " must be a time such as 2026-01-31T12:00:00Z (RFC 3339), was \"yesterday\"");
    }

    @Test
    void another_version_is_an_error() {
        assertThat(errors(walkthrough("k8s.io/v1\n", "k8s.io/v1alpha2\n")))
                .singleElement()
                .asString()
                .endsWith("was HTTPRoute of gateway.networking.k8s.io/v1alpha2");
        assertThat(errors(walkthrough("k8s.io/v1\n", "k8s.io/v1beta1\n"))).isEmpty();
    }

    @Test
    void percent_and_fraction_exclude_each_other() {
        assertThat(errors(rule("filters: [{type: RequestMirror, requestMirror: {backendRef: {name: b, port: 1},"
                        + " percent: 5, fraction: {numerator: 1}}}]")))
                .containsExactly("routes.yaml:6:53: spec.rules[0].filters[0].requestMirror:"
                        + " percent and fraction must not be given together");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nmae: x                                   | spec.rules[0].nmae: unknown field; allowed: name, matches
            matches: {}                               | spec.rules[0].matches: must be a list, was a mapping
            matches: [1]                              | spec.rules[0].matches[0]: must be a mapping, was 1
            name: 12                                  | spec.rules[0].name: must be text
            name: Upper                               | spec.rules[0].name: must be a lower-case DNS name
            matches: [{path: {type: Prefix}}]         | spec.rules[0].matches[0].path.type: must be one of Exact, PathPrefix, RegularExpression, was "Prefix"
            matches: [{path: {value: a}}]             | must be a path that starts with "/", was "a"
            matches: [{path: {value: //}}]            | must be a path without "//", was "//"
            matches: [{path: {value: /a/./b}}]        | must be a path without a segment "."
            matches: [{path: {value: /a/..}}]         | must be a path without a segment ".."
            matches: [{path: {value: /a%2Fb}}]        | must be a path without "%2F"
            matches: [{path: {value: "/a#b"}}]        | must be a path without "#"
            matches: [{path: {value: "/a b"}}]        | must be a path of letters
            matches: [{path: {value: "/a%4"}}]        | must be a path of letters
            matches: [{path: {type: RegularExpression, value: "(a"}}] | spec.rules[0].matches[0].path.value: path regex: must be an RE2 expression
            matches: [{headers: [{name: a, type: RegularExpression, value: "(a"}]}] | spec.rules[0].matches[0].headers[0].value: value of "a": must be an RE2 expression
            matches: [{method: get}]                  | spec.rules[0].matches[0].method: must be one of CONNECT, DELETE
            matches: [{headers: [{name: a}]}]         | spec.rules[0].matches[0].headers[0]: value is required
            matches: [{headers: [{name: "a b", value: c}]}] | must be a field name (RFC 9110 token), was "a b"
            matches: [{headers: [{name: a, value: ""}]}] | must have 1..4096 characters, was 0
            matches: [{headers: [{name: a, value: b}, {name: a, value: c}]}] | spec.rules[0].matches[0].headers[1]: must have another name than those before it, was "a" again
            matches: [{queryParams: [{name: a, value: b}, {name: a, value: c}]}] | spec.rules[0].matches[0].queryParams[1]: must have another name
            filters: [{type: Mirror}]                 | spec.rules[0].filters[0].type: must be one of RequestHeaderModifier,
            filters: [{type: RequestMirror}]          | spec.rules[0].filters[0]: requestMirror is required
            filters: [{type: CORS, cors: {}, urlRewrite: {}}] | spec.rules[0].filters[0].urlRewrite: must not be given for a filter of type CORS
            filters: [{type: CORS, cors: {}}, {type: CORS, cors: {}}] | spec.rules[0].filters[1]: CORS must stand only once in a list of filters
            filters: [{type: URLRewrite, urlRewrite: {}}, {type: RequestRedirect, requestRedirect: {}}] | URLRewrite and RequestRedirect must not stand in one list
            filters: [{type: URLRewrite, urlRewrite: {hostname: "*.b"}}] | spec.rules[0].filters[0].urlRewrite.hostname: must be a lower-case DNS name without a port
            filters: [{type: URLRewrite, urlRewrite: {hostname: "b:80"}}] | must be a lower-case DNS name without a port, was "b:80"
            filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplaceFullPath, replacePrefixMatch: /a}}}] | spec.rules[0].filters[0].urlRewrite.path: replacePrefixMatch must not be given where the type asks for replaceFullPath
            matches: [], filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /a}}}] | needs exactly one match in the rule, and it must be a PathPrefix
            matches: [{path: {type: Exact, value: /b}}], filters: [{type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /a}}}] | needs exactly one match in the rule, and it must be a PathPrefix
            filters: [{type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: a, value: b}], remove: [A]}}] | each field name must have one action, was "A" again
            filters: [{type: RequestRedirect, requestRedirect: {}}], backendRefs: [{name: b, port: 1}] | spec.rules[0]: a RequestRedirect filter must not stand beside backendRefs
            filters: [{type: RequestMirror, requestMirror: {backendRef: {name: b}}}] | spec.rules[0].filters[0].requestMirror.backendRef: port is required for a Service
            filters: [{type: RequestMirror, requestMirror: {backendRef: {name: b, kind: ExternalService}}}] | must be a Service, or have a URL in the settings (backends), was b
            filters: [{type: RequestMirror, requestMirror: {backendRef: {name: B_, port: 1}}}] | must be a DNS label
            filters: [{type: RequestMirror, requestMirror: {backendRef: {name: b, port: 1}, percent: "5"}}] | .percent: must be a number, 0..100, was "5"
            filters: [{type: RequestMirror, requestMirror: {backendRef: {name: b, port: 1}, percent: 0.5}}] | .percent: must be a number, 0..100, was 0.5
            filters: [{type: RequestMirror, requestMirror: {backendRef: {name: b, port: 1}, percent: 99999999999999999999}}] | .percent: must be a number, 0..100, was 99999999999999999999
            filters: [{type: RequestMirror, requestMirror: {backendRef: {name: b, port: 1}, fraction: {numerator: 3, denominator: 2}}}] | numerator must be at most the denominator (2), was 3
            filters: [{type: RequestMirror, requestMirror: {backendRef: {name: b, port: 1}, fraction: {}}}] | .fraction: numerator is required
            filters: [{type: RequestMirror, requestMirror: {backendRef: {name: b, port: 1}, fraction: {numerator: 1, denominator: 0}}}] | .denominator: must be a number, 1..2147483647, was 0
            filters: [{type: ExtensionRef, extensionRef: {group: g, kind: K, name: n}}, {type: RequestMirror, requestMirror: {backendRef: {name: b, port: 1}}}] | spec.rules[0].filters[0]: must not be an ExtensionRef before a RequestMirror
            filters: [{type: ExtensionRef, extensionRef: {group: g, kind: K, name: n}}], backendRefs: [{name: p, port: 1, filters: [{type: RequestMirror, requestMirror: {backendRef: {name: b, port: 1}}}]}] | spec.rules[0].filters[0]: must not be an ExtensionRef before a RequestMirror
            backendRefs: [{name: b, port: 1, weight: -1}] | spec.rules[0].backendRefs[0].weight: must be a number, 0..1000000, was -1
            filters: [{type: ExtensionRef, extensionRef: {group: g, kind: K}}] | spec.rules[0].filters[0].extensionRef: name is required
            filters: [{type: RequestMirror, requestMirror: {backendRef: {name: b, port: 1, group: A_}}}] | .backendRef.group: must be an API group
            filters: [{type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: a, value: "b  c"}]}}] | value: must be words of visible ASCII
            filters: [{type: ResponseHeaderModifier, responseHeaderModifier: {set: [{name: a}]}}] | .responseHeaderModifier.set[0]: value is required
            filters: [{type: RequestRedirect, requestRedirect: {scheme: ftp}}] | .requestRedirect.scheme: must be one of http, https, was "ftp"
            filters: [{type: RequestRedirect, requestRedirect: {statusCode: 304}}] | statusCode must be one of 301, 302, 303, 307, 308, was 304
            filters: [{type: RequestRedirect, requestRedirect: {path: {type: ReplaceFullPath}}}] | .requestRedirect.path: replaceFullPath is required
            filters: [{type: CORS, cors: {allowMethods: [GET, "*"]}}] | .cors: allowMethods must not hold "*" beside others
            filters: [{type: CORS, cors: {allowOrigins: [a.example]}}] | .cors.allowOrigins[0]: must be "*" or an origin
            filters: [{type: CORS, cors: {maxAge: 0}}] | .cors.maxAge: must be a number, 1..2147483647, was 0
            filters: [{type: ExternalAuth, externalAuth: {protocol: HTTP, backendRef: {name: a, port: 1}}}] | .externalAuth: http is required
            filters: [{type: ExternalAuth, externalAuth: {protocol: GRPC, backendRef: {name: a, port: 1}, grpc: {}, http: {}}}] | .externalAuth.http: must not be given for protocol GRPC
            retry: {codes: [200]}                     | spec.rules[0].retry.codes[0]: must be a number, 400..599, was 200
            retry: {codes: [500, 500]}                | spec.rules[0].retry.codes[1]: must be given once, was 500 again
            retry: {attempts: 0}                      | spec.rules[0].retry.attempts: must be a number, 1..2147483647, was 0
            sessionPersistence: {type: Header, cookieConfig: {}} | spec.rules[0].sessionPersistence: cookieConfig must only be given for type Cookie
            sessionPersistence: {cookieConfig: {lifetimeType: Permanent}} | absoluteTimeout is required where lifetimeType is Permanent
            timeouts: {request: 10}                   | spec.rules[0].timeouts.request: must be a duration
            timeouts: {request: 1s, backendRequest: 2s} | spec.rules[0].timeouts: backendRequest must be at most request
            """)
    void what_an_api_server_refuses_is_refused(String fields, String message) {
        assertThat(errors(rule(fields)))
                .singleElement()
                .asString()
                .startsWith("routes.yaml:6:")
                .contains(message);
    }

    @Test
    void the_sizes_of_the_api_are_the_limits() {
        String match = "{path: {value: /a}},";
        assertThat(errors(rule("matches: [" + match.repeat(64) + "]"))).isEmpty();
        assertThat(errors(rule("matches: [" + match.repeat(65) + "]")))
                .singleElement()
                .asString()
                .endsWith("spec.rules[0].matches: must have 0..64 items, was 65");
        String rules = ("  - {matches: [" + match.repeat(64) + "]}\n").repeat(2);
        assertThat(errors(HEAD.replace("  - ", rules) + "  - {}"))
                .singleElement()
                .asString()
                .endsWith("spec.rules: must have at most 128 matches in all rules, was 129");
        assertThat(errors(rule("filters: [" + (MIRROR + ",").repeat(17) + "]")))
                .singleElement()
                .asString()
                .endsWith("must have 0..16 items, was 17");
        assertThat(errors(rule("matches: [{path: {value: /" + "a".repeat(1024) + "}}]")))
                .singleElement()
                .asString()
                .contains("must have 1..1024 characters, was 1025");
        assertThat(errors(HEAD.replace("rules:\n  - ", "rules: []")))
                .singleElement()
                .asString()
                .endsWith("spec.rules: must have 1..16 items, was 0");
    }

    @Test
    void a_field_given_twice_is_an_error() {
        assertThat(errors(rule("name: a, name: b")))
                .containsExactly("routes.yaml:6:15: spec.rules[0].name: must be given once, was given again");
    }

    @Test
    void two_routes_and_two_rules_must_not_share_a_name() {
        assertThat(errors(rule("") + "---\n" + rule("")))
                .containsExactly("routes.yaml:8:1: must have another name than the routes before it, was \"r\" again");
        assertThat(errors(rule("name: a") + "  - {name: a, matches: [{method: GET}]}\n"))
                .containsExactly(
                        "routes.yaml:7:5: spec.rules[1]: rule names must be unique in the route, was \"a\" again");
    }
}
