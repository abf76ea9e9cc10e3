// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.pages;

/** What the manifests of the pages refer to. */
final class ManifestsOfPages {
    /** The route {@code shop} of the pages. */
    static final String ROUTE = """
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: shop, namespace: shop}
            spec:
              rules:
              - name: orders
                matches:
                - path: {type: PathPrefix, value: /orders}
                backendRefs:
                - {name: orders, port: 8080}
                filters:
                - type: RequestMirror
                  requestMirror: {backendRef: {name: orders-next, port: 8443}}
            """;

    private ManifestsOfPages() {}
}
