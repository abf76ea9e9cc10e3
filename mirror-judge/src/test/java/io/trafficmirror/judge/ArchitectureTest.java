// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.judge;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .importUrl(MirrorJudge.class.getProtectionDomain().getCodeSource().getLocation());

    /** So that a full replay gives the same bytes. */
    @Test
    void what_is_added_up_reads_no_clock_and_rolls_no_dice() {
        noClasses()
                .that()
                .haveNameMatching(
                        ".*\\.(MergeProcessor|SeenRecords|ExperimentSums|ReportBytes|StoredVerdict|JudgeTopology)")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .dependOnClassesThat(resideInAnyPackage("java.util.random"))
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.util\\.(Random|concurrent\\.ThreadLocalRandom|UUID)")
                .check(OURS);
    }

    @Test
    void only_commands_know_the_command_line() {
        noClasses()
                .that()
                .haveNameNotMatching(".*\\.(Main|RunCommand|TopicsCommand|ClusterOptions)(\\$.*)?")
                .should()
                .dependOnClassesThat(resideInAnyPackage("picocli.."))
                .check(OURS);
    }

    @Test
    void it_knows_evidence_its_records_the_console_and_streams_and_nothing_else() {
        classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "io.trafficmirror.judge..",
                        "io.trafficmirror.compare..",
                        "io.trafficmirror.console",
                        "io.trafficmirror.kafka",
                        "org.apache.kafka..",
                        "com.fasterxml.jackson.core..",
                        "com.sun.net.httpserver",
                        "picocli..",
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
