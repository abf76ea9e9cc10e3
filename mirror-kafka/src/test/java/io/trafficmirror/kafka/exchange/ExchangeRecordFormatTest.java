// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka.exchange;

import static io.trafficmirror.kafka.exchange.Exchanges.answered;
import static io.trafficmirror.kafka.exchange.Exchanges.copy;
import static io.trafficmirror.kafka.exchange.Exchanges.exchange;
import static io.trafficmirror.kafka.exchange.Exchanges.get;
import static io.trafficmirror.kafka.exchange.Exchanges.json;
import static io.trafficmirror.kafka.exchange.Exchanges.response;
import static io.trafficmirror.kafka.exchange.Exchanges.shadow;
import static io.trafficmirror.kafka.exchange.Exchanges.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.HeldBody;
import io.trafficmirror.report.CopyEnd;
import io.trafficmirror.report.ObservedExchange;
import io.trafficmirror.report.Response;
import io.trafficmirror.report.Role;
import io.trafficmirror.report.Timing;
import io.trafficmirror.transport.FailureReason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ExchangeRecordFormatTest {
    private static final long AT = 1_795_953_600_000L;

    private final ExchangeRecordFormat format = new ExchangeRecordFormat();

    private static ExchangeRecord record(ObservedExchange exchange) {
        return new ExchangeRecord("orders 2", "pod-ü", AT, exchange);
    }

    private static ObservedExchange exchange(Response primary, CopyEnd end) {
        return Exchanges.exchange(get("/orders/7", "Accept", "a", "Accept", "b"), primary, copy(Role.SHADOW, end));
    }

    @Test
    void what_is_written_is_read_back() {
        ObservedExchange written = Exchanges.exchange(
                get("/orders/7?q=ü", "Accept", "a", "Accept", "b"),
                json("{\"a\":1}", "X-Odd", "\u00e4"),
                shadow(json("{\"a\":2}")),
                copy(Role.CONTROL, new CopyEnd.Dropped(DropReason.QUEUE_FULL)));
        ExchangeRecord read = format.read(format.write(record(written)));
        assertThat(read.candidate()).isEqualTo("orders 2");
        assertThat(read.instance()).isEqualTo("pod-ü");
        assertThat(read.atMillis()).isEqualTo(AT);
        ObservedExchange exchange = read.exchange();
        assertThat(exchange.id()).isEqualTo("4711");
        assertThat(exchange.template()).isEmpty();
        assertThat(exchange.request()).isEqualTo(written.request());
        assertThat(exchange.primary().head()).isEqualTo(written.primary().head());
        assertThat(text(exchange.primary())).isEqualTo("{\"a\":1}");
        assertThat(text(answered(exchange, 0))).isEqualTo("{\"a\":2}");
        assertThat(exchange.copies().get(0).mirror())
                .isEqualTo(written.copies().get(0).mirror());
        assertThat(exchange.copies().get(1)).isEqualTo(written.copies().get(1));
    }

    @Test
    void times_of_several_replicas_go_together() {
        Timing late = new Timing(5_000_000_007_000L, OptionalLong.empty(), 5_000_000_009_000L);
        Response primary = new Response(Optional.empty(), true, HeldBody.without(HeldBody.State.NOT_SEEN), late);
        Timing copied = new Timing(5_000_000_008_000L, OptionalLong.of(5_000_000_009_500L), 5_000_000_010_000L);
        ExchangeRecord read = format.read(
                format.write(record(exchange(primary, new CopyEnd.Failed(FailureReason.TIMEOUT, "late", copied)))));
        long zero = AT * 1_000_000;
        assertThat(read.exchange().primary().head()).isEmpty();
        assertThat(read.exchange().primary().timing()).isEqualTo(new Timing(zero - 2_000, OptionalLong.empty(), zero));
        assertThat(read.exchange().copies().get(0).end())
                .isEqualTo(new CopyEnd.Failed(
                        FailureReason.TIMEOUT,
                        "late",
                        new Timing(zero - 1_000, OptionalLong.of(zero + 500), zero + 1_000)));
    }

    @Test
    void a_body_of_any_state_is_read_back() {
        for (HeldBody.State state : HeldBody.State.values()) {
            if (state != HeldBody.State.WHOLE) {
                ObservedExchange written =
                        exchange(response(HeldBody.without(state)), new CopyEnd.Dropped(DropReason.QUEUE_FULL));
                HeldBody body = format.read(format.write(record(written)))
                        .exchange()
                        .primary()
                        .body();
                assertThat(body.state()).isEqualTo(state);
                assertThat(body.hash()).isEmpty();
            }
        }
        HeldBody measured = HeldBody.measured(HeldBody.State.TRUNCATED, 70_000, -3);
        HeldBody body = format.read(
                        format.write(record(exchange(response(measured), new CopyEnd.Dropped(DropReason.QUEUE_FULL)))))
                .exchange()
                .primary()
                .body();
        assertThat(body).isEqualTo(measured);
    }

    @Test
    void a_sequence_of_records_is_read_to_its_end() throws IOException {
        byte[] one = format.write(record(exchange(json("{}"), new CopyEnd.Dropped(DropReason.QUEUE_FULL))));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < 3; i++) {
            all.write(one);
        }
        List<ExchangeRecord> read = new ArrayList<>();
        format.readAll(new ByteArrayInputStream(all.toByteArray()), read::add);
        assertThat(read).hasSize(3);
        all.write(one, 0, one.length - 1);
        assertThatThrownBy(() -> format.readAll(new ByteArrayInputStream(all.toByteArray()), read::add))
                .hasMessageStartingWith("record 4: is no CBOR");
        assertThat(read).hasSize(6);
    }

    @Test
    void what_is_no_record_is_refused_by_what_is_wrong() throws IOException {
        assertThatThrownBy(() -> format.read(new byte[0])).hasMessage("record: must be a map");
        assertThatThrownBy(() -> format.read("{\"format\":1}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> format.read(cbor("traffic-mirror-evidence", 1)))
                .hasMessage("record: format must be traffic-mirror-exchange");
        assertThatThrownBy(() -> format.read(cbor("traffic-mirror-exchange", 2)))
                .hasMessage("record: version must be 1");
        assertThatThrownBy(() -> format.read(cbor("traffic-mirror-exchange", 1)))
                .hasMessage("record: atMillis must be a whole number");
        byte[] deep = new byte[2_000];
        Arrays.fill(deep, (byte) 0x81); // A list of one element, which is a list of one element.
        System.arraycopy(new byte[] {(byte) 0xa1, 0x61, 'a'}, 0, deep, 0, 3);
        assertThatThrownBy(() -> format.read(deep)).hasMessageStartingWith("record: is no CBOR");
        assertThatThrownBy(() -> format.readAll(new ByteArrayInputStream(deep), record -> {}))
                .hasMessageStartingWith("record 1: is no CBOR");
        byte[] sound = format.write(record(exchange(json("{}"), new CopyEnd.Dropped(DropReason.QUEUE_FULL))));
        for (int length = 0; length < sound.length; length++) {
            byte[] cut = Arrays.copyOf(sound, length);
            assertThatThrownBy(() -> format.read(cut)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** An application that has not opted in has no jar for it. */
    @Test
    void without_the_jar_it_says_which_is_missing() throws Exception {
        URL ours =
                ExchangeRecordFormat.class.getProtectionDomain().getCodeSource().getLocation();
        ClassLoader everything = getClass().getClassLoader();
        try (URLClassLoader without = new URLClassLoader(new URL[] {ours}, ClassLoader.getPlatformClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                if (name.startsWith("com.fasterxml.jackson.dataformat")) {
                    throw new ClassNotFoundException(name);
                }
                return name.startsWith("io.trafficmirror.kafka.") ? super.findClass(name) : everything.loadClass(name);
            }
        }) {
            Class<?> type = without.loadClass(ExchangeRecordFormat.class.getName());
            assertThatThrownBy(() -> type.getConstructor().newInstance())
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("exchanges: need com.fasterxml.jackson.dataformat:jackson-dataformat-cbor, which is"
                            + " not there");
        }
    }

    private static byte[] cbor(String name, int version) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator cbor = new CBORFactory().createGenerator(out)) {
            cbor.writeStartObject();
            cbor.writeStringField("format", name);
            cbor.writeNumberField("version", version);
            cbor.writeEndObject();
        }
        return out.toByteArray();
    }
}
