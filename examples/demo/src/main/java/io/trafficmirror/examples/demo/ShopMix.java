// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

/** What is asked of the shop, always the same for the same number. Stateless. */
final class ShopMix {
    private static final String HOST = "mirror.example:8080";
    private static final int ORDERS = 4_999;
    private static final int QUOTES = 997;

    private ShopMix() {}

    /** Orders and quotes by turns; one order in ten is in yen. */
    static Message message(int number) {
        int turn = number / 2;
        return number % 2 == 0
                ? Message.get(HOST, "/orders/" + turn * 31 % ORDERS + "?currency=" + (turn % 10 == 3 ? "JPY" : "EUR"))
                : Message.get(HOST, "/quotes/" + turn * 17 % QUOTES);
    }
}
