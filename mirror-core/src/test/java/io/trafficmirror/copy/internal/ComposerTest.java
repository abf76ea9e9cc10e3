// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.copy.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trafficmirror.copy.CopyEdit;
import io.trafficmirror.copy.CopyMarks;
import io.trafficmirror.copy.CopyRules;
import io.trafficmirror.copy.HostPolicy;
import io.trafficmirror.copy.ShadowRequest;
import io.trafficmirror.copy.TracePolicy;
import io.trafficmirror.http.Body;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.targets.Target;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComposerTest {
    private static final Target TARGET = new Target("http", "shadow", 8000);
    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void sends_the_target_byte_for_byte() {
        RequestHead head = new RequestHead("pAtCh", "http", "a", "//x/../%zz;p?q=%&&=", Headers.empty());

        ShadowRequest copy = compose(CopyRules.DEFAULT, head);

        assertThat(copy.rawTarget()).isEqualTo("//x/../%zz;p?q=%&&=");
        assertThat(copy.method()).isEqualTo("pAtCh");
        assertThat(copy.target()).isEqualTo(TARGET);
        assertThat(copy.body()).isSameAs(Body.NONE);
    }

    @Test
    void keeps_fields_in_order_with_case_and_repetitions() {
        assertThat(linesOf(CopyRules.DEFAULT, "b", "1", "A", "2", "B", "3")).startsWith("b: 1", "A: 2", "B: 3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection",
                "keep-alive",
                "Proxy-Connection",
                "Proxy-Authenticate",
                "Proxy-Authorization",
                "TE",
                "Trailer",
                "Transfer-Encoding",
                "Upgrade",
                "HTTP2-Settings",
                "Content-Length",
                "Expect",
                "Host",
                ":path"
            })
    void what_belongs_to_the_connection_stays(String name) {
        assertThat(compose(CopyRules.DEFAULT, head(name, "x", "Accept", "y"))
                        .headers()
                        .contains(name))
                .isFalse();
    }

    @Test
    void fields_that_connection_lists_stay_too() {
        Headers copy = compose(
                        CopyRules.DEFAULT,
                        head(
                                "Connection",
                                "close, X-One ,keep-alive",
                                "x-one",
                                "1",
                                "X-Two",
                                "2",
                                "connection",
                                ",x-TWO"))
                .headers();

        assertThat(copy.contains("X-One")).isFalse();
        assertThat(copy.contains("X-Two")).isFalse();
    }

    @Test
    void a_client_that_lists_more_fields_than_anybody_means_gets_no_copy() {
        RequestHead most = head("Connection", "a,".repeat(63) + "X-One", "x-one", "1");
        assertThat(compose(CopyRules.DEFAULT, most).headers().contains("X-One")).isFalse();

        RequestHead more = head("Connection", "a,".repeat(32), "connection", "a,".repeat(32));
        assertThatThrownBy(() -> compose(CopyRules.DEFAULT, more))
                .isInstanceOf(UnsendableCopyException.class)
                .hasMessage("Connection lists more than 64 fields");
    }

    @Test
    void an_edit_brings_no_field_of_the_connection_back() {
        CopyRules rules = edits(edit(
                Headers.of("Transfer-Encoding", "chunked", "Host", "evil"), Headers.of("Connection", "x"), List.of()));

        assertThat(compose(rules, head()).headers()).satisfies(headers -> {
            assertThat(headers.contains("Transfer-Encoding")).isFalse();
            assertThat(headers.contains("Host")).isFalse();
            assertThat(headers.contains("Connection")).isFalse();
        });
    }

    @Test
    void sets_adds_and_removes_without_regard_to_case() {
        CopyRules rules = edits(edit(Headers.of("x-set", "new"), Headers.of("X-Add", "2"), List.of("X-REMOVE")));

        assertThat(linesOf(rules, "X-Set", "a", "X-Add", "1", "X-Remove", "r", "X-Set", "b", "x-remove", "s"))
                .startsWith("X-Set: new", "X-Add: 1", "X-Add: 2")
                .doesNotContain("X-Set: b", "X-Remove: r", "x-remove: s");
    }

    @Test
    void edits_apply_in_list_order() {
        CopyRules rules = edits(
                edit(Headers.of("X-A", "1"), Headers.empty(), List.of()),
                edit(Headers.empty(), Headers.of("X-A", "2"), List.of()),
                new CopyEdit.PrefixRewrite("/", "/one"),
                new CopyEdit.PrefixRewrite("/one", "/two"));

        ShadowRequest copy = compose(rules, head());

        assertThat(copy.headers().all("X-A")).containsExactly("1", "2");
        assertThat(copy.rawTarget()).isEqualTo("/two/path?query");
    }

    @Test
    void redacts_and_drops_fields() {
        CopyRules rules = CopyRules.DEFAULT.withRedact(List.of("authorization")).withDrop(List.of("COOKIE"));

        Headers copy = compose(rules, head("Authorization", "Bearer s3cret", "Cookie", "id=s3cret", "Accept", "x"))
                .headers();

        assertThat(copy.all("Authorization")).containsExactly("redacted");
        assertThat(copy.contains("Cookie")).isFalse();
        assertThat(copy.first("Accept")).contains("x");
    }

    @Test
    void marks_come_last_so_that_no_edit_takes_them_away() {
        CopyRules rules = edits(edit(
                        Headers.of("X-Shadow-Request", "no"),
                        Headers.of("X-Shadow-Id", "mine"),
                        List.of("X-Shadow-Request", "X-Shadow-Id", "X-Forwarded-Host")))
                .withDrop(List.of("X-Shadow-Request", "X-Shadow-Id"))
                .withRedact(List.of("X-Shadow-Id"));

        Headers copy = compose(rules, head("X-Shadow-Id", "forged")).headers();

        assertThat(copy.all("X-Shadow-Request")).containsExactly("true");
        assertThat(copy.all("X-Shadow-Id")).containsExactly("id-1");
        assertThat(copy.all("X-Forwarded-Host")).containsExactly("primary.example:81");
    }

    @Test
    void the_names_of_the_marks_are_the_users() {
        CopyMarks marks = new CopyMarks("X-Mirror", "X-Mirror-Id");

        Headers copy = new Composer(TARGET, CopyRules.DEFAULT, marks)
                .compose(CopyOf.of(head(), Body.NONE, "id-1"))
                .headers();

        assertThat(copy.first("X-Mirror")).contains("true");
        assertThat(copy.first("X-Mirror-Id")).contains("id-1");
        assertThat(copy.contains("X-Shadow-Request")).isFalse();
    }

    @Test
    void a_forwarded_host_that_is_there_already_stays_and_stays_alone() {
        assertThat(compose(CopyRules.DEFAULT, head("X-Forwarded-Host", "edge.example"))
                        .headers()
                        .all("X-Forwarded-Host"))
                .containsExactly("edge.example");
        assertThat(compose(edits(edit(Headers.of("X-Forwarded-Host", "set"), Headers.empty(), List.of())), head())
                        .headers()
                        .all("X-Forwarded-Host"))
                .containsExactly("set");
    }

    @Test
    void a_forwarded_host_that_must_not_leave_is_not_made_either() {
        List<String> name = List.of("x-forwarded-host");

        assertThat(compose(CopyRules.DEFAULT.withDrop(name), head()).headers().contains("X-Forwarded-Host"))
                .isFalse();
        assertThat(compose(CopyRules.DEFAULT.withRedact(name), head()).headers().all("X-Forwarded-Host"))
                .containsExactly("redacted");
    }

    @Test
    void a_request_without_host_gets_no_forwarded_host() {
        RequestHead head = new RequestHead("GET", "http", "", "/", Headers.empty());

        ShadowRequest copy = compose(CopyRules.DEFAULT.withHost(HostPolicy.ORIGINAL), head);

        assertThat(copy.headers().contains("X-Forwarded-Host")).isFalse();
        assertThat(copy.authority()).isEqualTo("shadow:8000");
    }

    @Test
    void numbers_copies_and_says_when_a_body_is_reconstructed() {
        CopyOf second = new CopyOf(head("X-Shadow-Copy", "9"), Body.NONE, CopyOf.Content.RECONSTRUCTED, "id-1", 2);

        Headers copy = new Composer(TARGET, CopyRules.DEFAULT, CopyMarks.DEFAULT)
                .compose(second)
                .headers();

        assertThat(copy.all("X-Shadow-Copy")).containsExactly("2");
        assertThat(copy.all("X-Shadow-Body")).containsExactly("reconstructed");
    }

    @Test
    void a_client_can_not_forge_what_the_marks_say() {
        Headers copy = compose(CopyRules.DEFAULT, head("X-Shadow-Copy", "7", "X-Shadow-Body", "reconstructed"))
                .headers();

        assertThat(copy.contains("X-Shadow-Copy")).isFalse();
        assertThat(copy.contains("X-Shadow-Body")).isFalse();
    }

    @Test
    void a_host_rewrite_wins_over_the_host_policy() {
        CopyRules rules = edits(new CopyEdit.HostRewrite("other.example")).withHost(HostPolicy.ORIGINAL);

        assertThat(compose(rules, head()).authority()).isEqualTo("other.example");
        assertThat(compose(CopyRules.DEFAULT.withHost(HostPolicy.SHADOW_SUFFIX), head())
                        .authority())
                .isEqualTo("primary.example-shadow:81");
    }

    @Test
    void trace_context_is_inherited_by_default() {
        assertThat(compose(CopyRules.DEFAULT, traced()).headers().first("traceparent"))
                .contains(PARENT);
    }

    @Test
    void trace_context_can_be_dropped() {
        Headers copy =
                compose(CopyRules.DEFAULT.withTrace(TracePolicy.DROP), traced()).headers();

        assertThat(namesOf(copy)).containsExactly("Accept", "X-Shadow-Request", "X-Shadow-Id", "X-Forwarded-Host");
    }

    @Test
    void trace_context_can_be_a_new_root_that_is_not_sampled() {
        CopyRules rules = CopyRules.DEFAULT.withTrace(TracePolicy.NEW_UNSAMPLED_ROOT);

        Headers one = compose(rules, traced()).headers();
        Headers two = compose(rules, traced()).headers();

        assertThat(one.all("traceparent")).singleElement().asString().matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
        assertThat(one.first("traceparent")).isNotEqualTo(two.first("traceparent"));
        assertThat(namesOf(one)).doesNotContain("tracestate", "baggage", "b3", "X-B3-TraceId");
    }

    private static ShadowRequest compose(CopyRules rules, RequestHead head) {
        return new Composer(TARGET, rules, CopyMarks.DEFAULT).compose(CopyOf.of(head, Body.NONE, "id-1"));
    }

    private static List<String> linesOf(CopyRules rules, String... received) {
        Headers headers = compose(rules, head(received)).headers();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < headers.size(); i++) {
            lines.add(headers.name(i) + ": " + headers.value(i));
        }
        return lines;
    }

    private static List<String> namesOf(Headers headers) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < headers.size(); i++) {
            names.add(headers.name(i));
        }
        return names;
    }

    private static RequestHead head(String... fields) {
        return new RequestHead("GET", "http", "primary.example:81", "/path?query", Headers.of(fields));
    }

    private static RequestHead traced() {
        return head(
                "traceparent",
                PARENT,
                "tracestate",
                "a=b",
                "Baggage",
                "u=1",
                "b3",
                "0",
                "X-B3-TraceId",
                "1",
                "x-b3-spanid",
                "2",
                "X-B3-ParentSpanId",
                "3",
                "X-B3-Sampled",
                "1",
                "X-B3-Flags",
                "1",
                "Accept",
                "x");
    }

    private static CopyRules edits(CopyEdit... edits) {
        return CopyRules.DEFAULT.withEdits(List.of(edits));
    }

    private static CopyEdit edit(Headers set, Headers add, List<String> remove) {
        return new CopyEdit.HeaderEdit(set, add, remove);
    }
}
