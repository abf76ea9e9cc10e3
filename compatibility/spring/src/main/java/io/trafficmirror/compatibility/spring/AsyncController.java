// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.spring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Answers later, and in pieces, in the ways of Spring MVC. Safe for concurrent use. */
@RestController
@RequestMapping({"/before", "/after"})
final class AsyncController {
    private final ExecutorService workers;
    private final BlockingQueue<String> news;

    AsyncController(@Qualifier("workers") ExecutorService workers, @Qualifier("news") BlockingQueue<String> news) {
        this.workers = workers;
        this.news = news;
    }

    @PostMapping("/deferred")
    DeferredResult<String> deferred(@RequestBody String body) {
        DeferredResult<String> result = new DeferredResult<>();
        workers.execute(() -> result.setResult("deferred " + body));
        return result;
    }

    @PostMapping("/deferred/failing")
    DeferredResult<String> failing(@RequestBody String body) {
        DeferredResult<String> result = new DeferredResult<>();
        workers.execute(() -> result.setErrorResult(new IllegalStateException("broken by " + body)));
        return result;
    }

    @PostMapping("/deferred/never")
    DeferredResult<String> never(@RequestBody String body) {
        return new DeferredResult<>(20L);
    }

    @PostMapping("/callable")
    Callable<String> callable(@RequestBody String body) {
        return () -> "called " + body;
    }

    @PostMapping("/future")
    CompletableFuture<String> future(@RequestBody String body) {
        return CompletableFuture.supplyAsync(() -> "future " + body, workers);
    }

    @PostMapping("/streaming")
    StreamingResponseBody streaming(@RequestBody String body) {
        return out -> {
            for (int i = 0; i < 500; i++) {
                out.write((body + ' ' + i + '\n').getBytes(UTF_8));
                if (i % 100 == 0) {
                    out.flush();
                }
            }
        };
    }

    /** Every event but the first waits for news. */
    @GetMapping("/events")
    SseEmitter events() {
        SseEmitter emitter = new SseEmitter();
        workers.execute(() -> {
            try {
                emitter.send("opened");
                for (String next = news.take(); !next.equals("end"); next = news.take()) {
                    emitter.send(next);
                }
                emitter.complete();
            } catch (IOException | InterruptedException e) {
                emitter.completeWithError(e);
            }
        });
        return emitter;
    }
}
