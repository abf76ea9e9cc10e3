// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;

/** The shop as a servlet: {@code /orders/N?currency=EUR} and {@code /quotes/N}. Safe for concurrent use. */
final class ShopServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Shop shop;

    private ShopServlet(Shop shop) {
        this.shop = shop;
    }

    static void add(ServletContextHandler context, Shop shop) {
        ServletHolder holder = new ServletHolder(new ShopServlet(shop));
        context.addServlet(holder, "/orders/*");
        context.addServlet(holder, "/quotes/*");
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        if (path == null || !path.matches("/[0-9]{1,6}")) {
            response.sendError(404);
            return;
        }
        int number = Integer.parseInt(path.substring(1));
        String currency = request.getParameter("currency");
        Shop.Answer answer = request.getServletPath().equals("/orders")
                ? shop.order(number, currency == null ? "EUR" : currency)
                : shop.quote(number);
        answer.fields().forEach(response::setHeader);
        response.setContentType("application/json");
        response.getOutputStream().write(answer.body().getBytes(StandardCharsets.UTF_8));
    }
}
