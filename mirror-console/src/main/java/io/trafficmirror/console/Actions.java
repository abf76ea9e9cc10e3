// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.console;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.sample.Fraction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes actions for who is allowed to. A POST counts only with a type that no form has, with the token that only the page's own origin can read, and not
 * when the browser says that another site is behind it. Safe for concurrent use.
 */
final class Actions {
    private static final Logger LOG = LoggerFactory.getLogger(MirrorConsole.class);
    private static final int TOKEN_BYTES = 18;
    private static final int LONGEST_NAME = 80;

    private final Optional<ConsoleAuthoriser> authoriser;
    private final Optional<TrafficMirror> mirror;
    private final Optional<Runnable> reset;
    private final String token;
    private final UsedActions used = new UsedActions();
    private final JsonFactory factory = new JsonFactory();

    Actions(Optional<ConsoleAuthoriser> authoriser, Optional<TrafficMirror> mirror, Optional<Runnable> reset) {
        this.authoriser = authoriser;
        this.mirror = mirror;
        this.reset = reset;
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        this.token = Base64.getUrlEncoder().encodeToString(random);
    }

    /** What can be done here; nothing without an authoriser. */
    Set<ConsoleAction> offered() {
        Set<ConsoleAction> offered = EnumSet.noneOf(ConsoleAction.class);
        if (authoriser.isPresent()) {
            if (mirror.isPresent()) {
                offered.addAll(EnumSet.of(
                        ConsoleAction.PAUSE, ConsoleAction.RESUME, ConsoleAction.SHARE, ConsoleAction.RESTORE));
            }
            reset.ifPresent(any -> offered.add(ConsoleAction.RESET));
        }
        return offered;
    }

    String token() {
        return token;
    }

    List<UsedActions.Used> used() {
        return used.all();
    }

    ConsoleResponse take(String name, ConsoleRequest request) {
        Optional<ConsoleAction> action = ConsoleAction.ofTag(name);
        if (action.isEmpty()) {
            return ConsoleResponse.text(404, "no such action");
        }
        if (!offered().contains(action.get())) {
            return ConsoleResponse.text(403, "this page is read-only");
        }
        if (!isFromThePage(request)) {
            return ConsoleResponse.text(403, "not from this page");
        }
        Optional<String> who = allowed(action.get(), request);
        if (who.isEmpty()) {
            return ConsoleResponse.text(403, "you may not do this");
        }
        OptionalInt percent = action.get() == ConsoleAction.SHARE ? percent(request.body()) : OptionalInt.of(0);
        if (percent.isEmpty()) {
            return ConsoleResponse.text(400, "percent: must be a whole number 0..100");
        }
        return take(action.get(), percent.getAsInt(), clean(who.get()));
    }

    private ConsoleResponse take(ConsoleAction action, int percent, String who) {
        String detail = action == ConsoleAction.SHARE ? percent + " %" : "";
        try {
            run(action, percent);
        } catch (IllegalStateException e) {
            return ConsoleResponse.text(409, clean(String.valueOf(e.getMessage())));
        }
        used.add(new UsedActions.Used(System.currentTimeMillis(), who, action, detail));
        LOG.info("Console: {} {} by {}", action.tag(), detail, who);
        return ConsoleResponse.empty(204);
    }

    private void run(ConsoleAction action, int percent) {
        switch (action) {
            case PAUSE -> mirror.orElseThrow().pause();
            case RESUME -> mirror.orElseThrow().resume();
            case SHARE -> mirror.orElseThrow().overrideShare(Fraction.percent(percent));
            case RESTORE -> mirror.orElseThrow().restoreShares();
            case RESET -> reset.orElseThrow().run();
        }
    }

    private boolean isFromThePage(ConsoleRequest request) {
        String type = request.field("Content-Type").orElse("");
        String site = request.field("Sec-Fetch-Site").orElse("same-origin");
        byte[] given = request.field("X-Mirror-Token").orElse("").getBytes(StandardCharsets.UTF_8);
        return type.startsWith("application/json")
                && site.equals("same-origin")
                && MessageDigest.isEqual(given, token.getBytes(StandardCharsets.UTF_8));
    }

    private Optional<String> allowed(ConsoleAction action, ConsoleRequest request) {
        try {
            return authoriser.flatMap(who -> who.authorise(action, request));
        } catch (RuntimeException e) {
            LOG.warn("The console's authoriser failed, which refuses.", e);
            return Optional.empty();
        }
    }

    private OptionalInt percent(String body) {
        try (JsonParser json = factory.createParser(body)) {
            if (json.nextToken() == JsonToken.START_OBJECT
                    && json.nextToken() == JsonToken.FIELD_NAME
                    && json.currentName().equals("percent")
                    && json.nextToken() == JsonToken.VALUE_NUMBER_INT
                    && json.getLongValue() >= 0
                    && json.getLongValue() <= 100) {
                int percent = json.getIntValue();
                return json.nextToken() == JsonToken.END_OBJECT ? OptionalInt.of(percent) : OptionalInt.empty();
            }
            return OptionalInt.empty();
        } catch (IOException e) {
            return OptionalInt.empty();
        }
    }

    /** A name in a log is one short line. */
    private static String clean(String name) {
        String line = name.codePoints()
                .limit(LONGEST_NAME)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return line.isBlank() ? "(no name)" : line;
    }
}
