// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trafficmirror.kafka.exchange.StoredExchanges;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which topic of which cluster a command reads. Confined to one command. */
final class KafkaOptions {
    private static final String SERVERS = "bootstrap.servers";

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything is called.
    private CommandSpec spec;

    @Option(
            names = "--from-kafka",
            paramLabel = "TOPIC",
            description = "Reads the exchanges that this topic holds now, such as mirror-exchanges.")
    private @Nullable String topic;

    @Option(names = "--bootstrap-servers", paramLabel = "HOST:PORT,...", description = "The brokers to begin with.")
    private @Nullable String servers;

    @Option(
            names = "--properties",
            paramLabel = "FILE",
            description = "Settings of Kafka's consumer, such as security.protocol and sasl.jaas.config.")
    private @Nullable String properties;

    /** The topic that is asked for; empty if none is. */
    Optional<StoredExchanges> stored() throws IOException {
        String name = topic;
        if (name == null) {
            if (servers != null || properties != null) {
                throw new ParameterException(
                        spec.commandLine(), "--from-kafka: needs a topic, where brokers or their settings are given");
            }
            return Optional.empty();
        }
        Map<String, Object> settings = settings();
        if (servers != null) {
            settings.put(SERVERS, servers);
        }
        if (!settings.containsKey(SERVERS)) {
            throw new ParameterException(
                    spec.commandLine(), "--bootstrap-servers: needs HOST:PORT, or " + SERVERS + " in --properties");
        }
        return Optional.of(new StoredExchanges(name, settings));
    }

    private Map<String, Object> settings() throws IOException {
        Map<String, Object> all = new HashMap<>();
        String file = properties;
        if (file == null) {
            return all;
        }
        Properties read = new Properties();
        try (Reader in = Files.newBufferedReader(Path.of(file), UTF_8)) {
            read.load(in);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--properties: " + e.getMessage(), e);
        } catch (IOException e) {
            throw UnreadableException.of(file, e);
        }
        read.stringPropertyNames().forEach(name -> all.put(name, read.getProperty(name)));
        return all;
    }
}
