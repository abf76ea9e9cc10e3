// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka.exchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/**
 * The CBOR of records (RFC 8949): one map, with the names of {@link ExchangeRecord} and of what it holds. A file of them is a CBOR sequence (RFC 8742).
 * Needs {@code jackson-dataformat-cbor}. Immutable, safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class ExchangeRecordFormat {
    static final String FORMAT = "traffic-mirror-exchange";
    static final int VERSION = 1;

    private final JsonFactory factory;

    /**
     * A format.
     *
     * @throws IllegalStateException if there is no {@code jackson-dataformat-cbor}
     */
    public ExchangeRecordFormat() {
        try {
            factory = Cbor.factory();
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "exchanges: need com.fasterxml.jackson.dataformat:jackson-dataformat-cbor, which is not there", e);
        }
    }

    /** A class of its own: one that names what is not there can't even be loaded. */
    private static final class Cbor {
        private Cbor() {}

        static JsonFactory factory() {
            return CBORFactory.builder()
                    .enable(CBORGenerator.Feature.WRITE_TYPE_HEADER)
                    .build();
        }
    }

    /** The bytes of a record. Bodies are read. */
    public byte[] write(ExchangeRecord record) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator cbor = factory.createGenerator(out)) {
            new ExchangeWriter(cbor).write(record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /**
     * Reads a record. Members that are not known are passed over.
     *
     * @throws IllegalArgumentException if it is none, or of another version, naming what is wrong
     */
    public ExchangeRecord read(byte[] value) {
        try (JsonParser cbor = factory.createParser(value)) {
            cbor.nextToken();
            ExchangeRecord record = new ExchangeReader(cbor).read();
            if (cbor.nextToken() != null) {
                throw new IllegalArgumentException("record: must be one map, was followed by another");
            }
            return record;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("record: is no CBOR: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("record: is no CBOR: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a sequence of records.
     *
     * @param each gets one after the other
     * @throws IOException if it can't be read to its end
     * @throws IllegalArgumentException at the first that is no record, naming its place and what is wrong; those before it were handed out
     */
    public void readAll(InputStream in, Consumer<ExchangeRecord> each) throws IOException {
        long n = 1;
        try (JsonParser cbor = factory.createParser(in)) {
            for (JsonToken token = cbor.nextToken(); token != null; token = cbor.nextToken()) {
                each.accept(new ExchangeReader(cbor).read());
                n++;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("record " + n + ": is no CBOR: " + e.getOriginalMessage(), e);
        }
    }
}
