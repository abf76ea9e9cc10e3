// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.gatewayapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trafficmirror.config.BackendUrls;
import io.trafficmirror.config.ManifestException;
import io.trafficmirror.config.Manifests;
import io.trafficmirror.config.Problem;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Manifests that between them have every field of an {@code HTTPRoute}, and what our reader says of a manifest. */
final class Routes {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final String EVERYTHING = """
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: route, namespace: shop}
            spec:
              useDefaultGateways: None
              parentRefs:
              - {group: gateway.networking.k8s.io, kind: Gateway, namespace: infra, name: public, sectionName: https, port: 443}
              - {group: gateway.networking.k8s.io, kind: Gateway, namespace: infra, name: public, sectionName: http, port: 80}
              hostnames: [a.example, "*.b.example"]
              rules:
              - name: one
                matches:
                - path: {type: PathPrefix, value: /a}
                  method: GET
                  headers: [{type: Exact, name: x, value: v w}, {type: RegularExpression, name: z, value: "a.*"}]
                  queryParams: [{type: Exact, name: q, value: v}, {type: RegularExpression, name: r, value: "a|b"}]
                filters:
                - type: RequestHeaderModifier
                  requestHeaderModifier: {set: [{name: a, value: v}], add: [{name: b, value: v}], remove: [c]}
                - type: ResponseHeaderModifier
                  responseHeaderModifier: {set: [{name: a, value: v}], add: [{name: b, value: v}], remove: [c]}
                - type: URLRewrite
                  urlRewrite: {hostname: c.example, path: {type: ReplacePrefixMatch, replacePrefixMatch: /b}}
                - type: RequestMirror
                  requestMirror: {backendRef: {group: "", kind: Service, name: m, namespace: shop, port: 80}, percent: 10}
                - type: RequestMirror
                  requestMirror: {backendRef: {name: n, port: 80}, fraction: {numerator: 1, denominator: 3}}
                backendRefs:
                - group: ""
                  kind: Service
                  name: b
                  namespace: shop
                  port: 8080
                  weight: 3
                  filters: [{type: RequestMirror, requestMirror: {backendRef: {name: o, port: 81}}}]
                timeouts: {request: 10s, backendRequest: 5s}
                retry: {codes: [500, 503], attempts: 3, backoff: 100ms}
                sessionPersistence: {sessionName: s, absoluteTimeout: 1h, type: Cookie, cookieConfig: {lifetimeType: Permanent}}
              - name: two
                matches: [{path: {type: Exact, value: /c}}, {path: {type: RegularExpression, value: "/d.*"}}]
                filters:
                - type: RequestRedirect
                  requestRedirect: {scheme: https, hostname: d.example, path: {type: ReplaceFullPath, replaceFullPath: /e}, port: 8443, statusCode: 301}
                - type: CORS
                  cors: {allowOrigins: ["https://e.example", "https://*.f.example:8443"], allowCredentials: true, allowMethods: [GET, POST], allowHeaders: [x], exposeHeaders: [y], maxAge: 60}
              - name: three
                filters:
                - type: ExternalAuth
                  externalAuth: {protocol: HTTP, backendRef: {name: auth, port: 80}, http: {path: /auth, allowedHeaders: [a], allowedResponseHeaders: [b]}, forwardBody: {maxSize: 1024}}
                - type: ExtensionRef
                  extensionRef: {group: example.org, kind: Custom, name: custom}
              - name: four
                filters:
                - type: ExternalAuth
                  externalAuth: {protocol: GRPC, backendRef: {name: auth, port: 80}, grpc: {allowedHeaders: [a]}}
            """;

    private Routes() {}

    /** A manifest with every field, which all take. */
    static JsonNode everything() {
        return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(EVERYTHING));
    }

    /** The errors that our reader has of a manifest. */
    static List<String> errors(JsonNode manifest) {
        try {
            Manifests.with(BackendUrls.none()).read(JSON.writeValueAsString(manifest), "m");
            return List.of();
        } catch (ManifestException e) {
            return e.problems().stream().map(Problem::toString).toList();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
