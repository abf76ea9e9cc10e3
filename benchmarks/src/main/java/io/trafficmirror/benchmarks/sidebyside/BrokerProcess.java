// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import io.trafficmirror.examples.fleet.KafkaBroker;
import io.trafficmirror.judge.JudgeTopics;
import java.io.IOException;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** Runs a broker with the topics of a judge, on a class path that has one. Confined to one thread. */
final class BrokerProcess {
    private BrokerProcess() {}

    /** Until standard input ends. {@code pause} there stops the broker as it stands, {@code resume} lets it go on. */
    public static void main(String[] args) throws Exception {
        try (KafkaBroker broker = KafkaBroker.start()) {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
                JudgeTopics.DEFAULT.create(admin, 4, (short) 1);
            }
            String address = broker.address();
            Child.serve(
                    Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)),
                    command -> obey(broker, command));
        }
    }

    private static String obey(KafkaBroker broker, String command) {
        try {
            if (command.equals("pause")) {
                broker.pause();
            } else {
                broker.resume();
            }
            return "done=1";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
