// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .importUrl(KafkaSink.class.getProtectionDomain().getCodeSource().getLocation());

    /** What may wait for a broker is called by a sink's own thread alone. */
    @Test
    void only_the_loops_of_the_sinks_threads_reach_the_producer() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(SinkClient.class.getName())
                .should()
                .callMethodWhere(
                        JavaCall.Predicates.target(HasOwner.Predicates.With.owner(assignableTo(Producer.class))))
                .check(OURS);
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(SinkLoop.class.getName())
                .and()
                .doNotHaveFullyQualifiedName(ExchangeLoop.class.getName())
                .and()
                .doNotHaveFullyQualifiedName(SinkClient.class.getName())
                .should()
                .callMethodWhere(
                        JavaCall.Predicates.target(HasOwner.Predicates.With.owner(assignableTo(SinkClient.class))))
                .check(OURS);
    }

    @Test
    void it_knows_what_is_compared_and_kafkas_clients_and_nothing_of_servers_or_streams() {
        classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "io.trafficmirror.kafka..",
                        "io.trafficmirror.compare..",
                        "io.trafficmirror.capture",
                        "io.trafficmirror.experiment",
                        "io.trafficmirror.http",
                        "io.trafficmirror.report",
                        "io.trafficmirror.sample",
                        "io.trafficmirror.transport",
                        "org.apache.kafka.clients..",
                        "org.apache.kafka.common..",
                        "com.fasterxml.jackson.core..",
                        "com.fasterxml.jackson.dataformat.cbor..",
                        "org.slf4j..",
                        "org.jspecify..",
                        "com.google.errorprone.annotations..",
                        "java.."))
                .check(OURS);
    }

    @Test
    void nothing_static_changes() {
        fields().that().haveModifier(JavaModifier.STATIC).should().beFinal().check(OURS);
    }
}
