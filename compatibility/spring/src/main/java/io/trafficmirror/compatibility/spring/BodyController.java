// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.spring;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Takes bodies in the ways of Spring MVC. Safe for concurrent use. */
@RestController
@RequestMapping({"/before", "/after"})
final class BodyController {
    @PostMapping("/params")
    String params(@RequestParam String name, @RequestParam List<String> item, @RequestParam String from) {
        return name + ' ' + item + ' ' + from;
    }

    @PutMapping("/params")
    String replaced(@RequestParam String name, @RequestParam List<String> item) {
        return "put " + name + ' ' + item;
    }

    @PostMapping("/model")
    Order model(@ModelAttribute Order order) {
        return order;
    }

    @PostMapping("/upload")
    String upload(@RequestParam String note, @RequestParam MultipartFile file) throws IOException {
        return note + ' ' + file.getOriginalFilename() + ' ' + file.getBytes().length;
    }

    @PostMapping("/json")
    Order json(@RequestBody Order order) {
        return order;
    }

    @PostMapping("/bytes")
    byte[] bytes(@RequestBody byte[] body) {
        return body;
    }

    @PostMapping("/transfer")
    void transfer(InputStream body, OutputStream answer) throws IOException {
        body.transferTo(answer);
    }

    @PostMapping("/unread")
    ResponseEntity<String> unread() {
        return ResponseEntity.status(HttpStatus.CONFLICT).body("not now");
    }

    @PostMapping("/broken")
    String broken(@RequestBody String body) {
        if (!body.isEmpty()) {
            throw new IllegalStateException("broken by " + body);
        }
        return "nothing to break";
    }

    @GetMapping("/plain")
    String plain() {
        return "plain";
    }

    @PostMapping({"/secret", "/guarded"})
    String secret(@RequestBody String body) {
        return "kept " + body;
    }
}
