// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.report.MirrorCounts;
import io.trafficmirror.testkit.http.RawResponse;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A visitor sees the same site, byte for byte, without the starter, with it, and with it while responses are compared. */
public abstract class SiteContract {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String STARTER = "io.trafficmirror.spring.Mirror";
    private static final List<String> CONFIGURATIONS = List.of(
            "AutoConfiguration",
            "ComparisonAutoConfiguration",
            "ConsoleAutoConfiguration",
            "ElsewhereAutoConfiguration",
            "EndpointAutoConfiguration",
            "MetricsAutoConfiguration",
            "RefreshAutoConfiguration",
            "TracingAutoConfiguration");

    /** For one line of Spring Boot. */
    protected SiteContract() {}

    private static ConfigurableApplicationContext run(Map<String, String> properties) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "server.port", "0",
                "server.address", "127.0.0.1",
                "logging.level.root", "off",
                "spring.datasource.generate-unique-name", "true",
                "spring.jpa.open-in-view", "true",
                "spring.servlet.multipart.max-file-size", "64KB"));
        all.putAll(properties);
        SpringApplication site = new SpringApplication(Site.class);
        site.setBannerMode(Banner.Mode.OFF);
        site.setRegisterShutdownHook(false);
        site.setDefaultProperties(all);
        return site.run();
    }

    private static Map<String, String> mirrored(RecordingShadow shadow) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "mirror.limits.cpu-share", "1",
                "mirror.limits.ramp-up", "0s",
                "mirror.routes.site.to", shadow.uri().toString(),
                "mirror.routes.site.forms", "rebuild",
                "mirror.routes.site.multipart", "rebuild"));
        for (String limit : new String[] {"max-queue-age", "connect-timeout", "deadline"}) {
            properties.put("mirror.routes.site.limits." + limit, "60s");
        }
        return properties;
    }

    /** What a visitor of the site has seen. */
    private static List<String> visit(ConfigurableApplicationContext site) throws IOException {
        int port = site.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        try (Visitor visitor = new Visitor(port)) {
            pages(visitor);
            forms(visitor);
            uploads(visitor);
            errors(visitor);
            login(visitor);
            return visitor.transcript();
        }
    }

    private static void is(int status, RawResponse response) {
        assertThat(response.status()).as(response.body().text()).isEqualTo(status);
    }

    private static void pages(Visitor visitor) throws IOException {
        is(302, visitor.get("/"));
        is(200, visitor.get("/members"));
        is(200, visitor.get("/members?page=1"));
        is(200, visitor.get("/members?page=2&name=Member+1"));
        is(200, visitor.get("/members?page=9"));
        is(200, visitor.get("/members/7"));
        is(200, visitor.get("/members.json"));
        is(200, visitor.send("HEAD", "/members.json", new byte[0]));
        is(200, visitor.send("OPTIONS", "/members", new byte[0]));
        RawResponse css = visitor.get("/site.css");
        is(200, css);
        is(
                304,
                visitor.get(
                        "/site.css",
                        "If-Modified-Since: " + css.header("Last-Modified").orElseThrow()));
        is(206, visitor.get("/site.css", "Range: bytes=0-9"));
    }

    private static void forms(Visitor visitor) throws IOException {
        is(200, visitor.get("/members/new"));
        is(200, visitor.post("/members/new", "name=&email=nowhere&born=2999-01-01"));
        is(200, visitor.post("/members/new", "name=" + "x".repeat(50) + "&born=not-a-day"));
        is(302, visitor.post("/members/new", "name=J%C3%BCrgen+%3Cb%3E&email=j%40example.org&born=1970-05-06&id=3"));
        is(200, visitor.get("/members/26"));
        is(200, visitor.get("/members/26"));
        is(200, visitor.get("/members/26/edit"));
        is(200, visitor.post("/members/26/edit", "name=&email=&born="));
        is(302, visitor.post("/members/26/edit", "name=Juergen&email=j%40example.org&born=1970-05-06"));
        is(200, visitor.post("/members/26/loans", "title="));
        is(302, visitor.post("/members/26/loans", "title=Tea"));
        is(302, visitor.post("/members/26/loans", "title=More+tea"));
        is(200, visitor.get("/members/26"));
        is(201, visitor.postJson("/members.json", "{\"name\":\"t\u00e9a\",\"cups\":[1,2,3]}"));
        is(400, visitor.postJson("/members.json", "{\"name\":"));
    }

    private static void uploads(Visitor visitor) throws IOException {
        is(404, visitor.get("/members/26/photo"));
        is(200, visitor.get("/members/26"));
        is(302, visitor.upload("/members/26/photo", "me.png", 20_000, "me, and tea"));
        is(200, visitor.get("/members/26"));
        RawResponse photo = visitor.get("/members/26/photo");
        is(200, photo);
        assertThat(photo.body().length()).isEqualTo(20_000);
        is(
                304,
                visitor.get(
                        "/members/26/photo",
                        "If-None-Match: " + photo.header("ETag").orElseThrow()));
        assertThat(visitor.upload("/members/26/photo", "too-large.png", 100_000, "")
                        .status())
                .isIn(413, 500);
    }

    private static void errors(Visitor visitor) throws IOException {
        is(404, visitor.get("/nowhere"));
        is(404, visitor.get("/members/999", "Accept: text/html"));
        is(404, visitor.get("/members/999", "Accept: application/xml, text/html"));
        is(400, visitor.get("/members/seven", "Accept: text/html"));
        is(403, visitor.send("DELETE", "/members", new byte[0], "Accept: text/html"));
        is(405, visitor.postJson("/members", "{}"));
        is(500, visitor.get("/broken", "Accept: text/html"));
        assertThat(visitor.get("/broken-page", "Accept: text/html").status()).isIn(200, 500);
        is(403, visitor.postAs("/members/26/edit", "_csrf=wrong&name=x"));
        is(200, visitor.get("/members/26"));
    }

    private static void login(Visitor visitor) throws IOException {
        is(302, visitor.get("/desk/orders", "Accept: text/html"));
        is(200, visitor.get("/login"));
        is(302, visitor.post("/login", "username=librarian&password=coffee"));
        is(200, visitor.get("/login?error"));
        is(302, visitor.post("/login", "username=reader&password=tea"));
        is(200, visitor.get("/desk/orders"));
        is(200, visitor.get("/members/26"));
        is(403, visitor.post("/members/26/strike-out", "x=y"));
        is(200, visitor.get("/logout"));
        is(302, visitor.post("/logout", "x=y"));
        visitor.forgetSession();
        is(302, visitor.get("/desk/orders", "Accept: text/html"));
        is(200, visitor.get("/login"));
        is(302, visitor.post("/login", "username=librarian&password=tea"));
        is(200, visitor.get("/members/26"));
        is(302, visitor.post("/members/26/strike-out", "x=y"));
        is(404, visitor.get("/members/26"));
        is(200, visitor.get("/members?name=J"));
    }

    @Test
    void a_visitor_sees_the_same_with_the_starter_and_without_it() throws Exception {
        List<String> bare;
        String without = String.join(
                ",", CONFIGURATIONS.stream().map(name -> STARTER + name).toList());
        try (ConfigurableApplicationContext site = run(Map.of("spring.autoconfigure.exclude", without))) {
            assertThat(site.getBeansOfType(TrafficMirror.class)).isEmpty();
            assertThat(site.getBeanDefinitionNames()).noneMatch(name -> name.startsWith("mirror"));
            bare = visit(site);
        }
        assertThat(seen(bare)).contains(200, 201, 206, 302, 304, 400, 403, 404, 500);
        for (Map<String, String> more :
                List.of(Map.<String, String>of(), Map.of("mirror.routes.site.judgement.epsilon", "0.05"))) {
            try (RecordingShadow shadow = RecordingShadow.start()) {
                Map<String, String> properties = mirrored(shadow);
                properties.putAll(more);
                try (ConfigurableApplicationContext site = run(properties)) {
                    List<String> withStarter = visit(site);
                    assertThat(withStarter).hasSameSizeAs(bare);
                    for (int i = 0; i < bare.size(); i++) {
                        assertThat(withStarter.get(i)).isEqualTo(bare.get(i));
                    }
                    wasMirrored(site.getBean(TrafficMirror.class), bare.size(), shadow);
                }
            }
        }
    }

    private static Set<Integer> seen(List<String> transcript) {
        Set<Integer> statuses = new TreeSet<>();
        transcript.forEach(
                entry -> statuses.add(Integer.valueOf(entry.split("\n", -1)[1].split(" ", -1)[1])));
        return statuses;
    }

    /** All was copied that the application has read. */
    private static void wasMirrored(TrafficMirror mirror, int exchanges, RecordingShadow shadow) {
        Awaitility.await().atMost(PATIENCE).until(() -> mirror.stats().isClosed());
        MirrorCounts counts = mirror.stats().mirrors().get(0);
        assertThat(mirror.stats().internalErrors()).isZero();
        assertThat(counts.selected()).isEqualTo(exchanges);
        assertThat(counts.dropped().keySet())
                .isSubsetOf(DropReason.BODY_UNREAD, DropReason.MULTIPART_PARSED, DropReason.BODY_INCOMPLETE);
        assertThat(counts.droppedInAll()).isLessThan(exchanges / 10);
        assertThat(shadow.requests())
                .anySatisfy(copy -> assertThat(copy.body().text()).contains("me, and tea"));
        assertThat(shadow.requests())
                .anySatisfy(copy -> assertThat(copy.body().text()).contains("title=Tea"));
    }
}
