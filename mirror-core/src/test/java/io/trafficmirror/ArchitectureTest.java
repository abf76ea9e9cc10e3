// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** One direction: a package knows only what stands to its left in the table. */
class ArchitectureTest {
    private static final String ROOT = "io.trafficmirror";

    /** From left to right. Packages of one line do not know each other. {@code .} is the door. */
    private static final List<Set<String>> TABLE = List.of(
            Set.of(".http.internal"),
            Set.of(".http"),
            Set.of(".route"),
            Set.of(".sample"),
            Set.of(".sample.internal"),
            Set.of(".capture"),
            Set.of(".capture.internal"),
            Set.of(".adapter"),
            Set.of(".targets"),
            Set.of(".copy"),
            Set.of(".copy.internal"),
            Set.of(".transport"),
            Set.of(".transport.jdk", ".transport.wire"),
            Set.of(".dispatch"),
            Set.of(".report"),
            Set.of(".report.internal"),
            Set.of(".experiment"),
            Set.of(".metrics"),
            Set.of(""));

    /**
     * Who may read a clock by itself; all others are given one. The first and the second hold defaults, the third waits for real
     * threads when it closes, and so does the package: a selector waits in real time.
     */
    private static final Set<String> CLOCKS =
            Set.of(ROOT + ".TrafficMirrorBuilder", ROOT + ".sample.internal.MirrorSampler", ROOT + ".Pipeline");

    private static final String CLOCKED_PACKAGE = ROOT + ".transport.wire";

    /**
     * Files of one package that know each other: a door and what it opens, a list and its entries. All others know only what is below.
     * That a sealed type names its cases is no circle.
     */
    private static final List<Set<String>> CIRCLES = List.of(
            Set.of("Pipeline", "TrafficMirror", "TrafficMirrorBuilder"),
            Set.of("MirrorRoute", "MirrorRouteBuilder"),
            Set.of("Events", "ExchangeJoin", "MirroredCopy", "MirroredExchange", "Observation"),
            Set.of("TransformedCopy", "Transformer"),
            Set.of("adapter.Decision", "adapter.Decisions", "adapter.OuterEntry"),
            Set.of("capture.BodySink", "capture.NoSink"),
            Set.of("capture.Exchange", "capture.NoExchange"),
            Set.of("capture.HeldBody", "capture.UnchargedBody"),
            Set.of(
                    "capture.internal.ByteBudget",
                    "capture.internal.SegmentPool",
                    "capture.internal.ByteCollector",
                    "capture.internal.ChargedBody"),
            Set.of(
                    "capture.internal.CapturedExchange",
                    "capture.internal.GuardedSink",
                    "capture.internal.OpenExchanges"),
            Set.of("dispatch.CallEnd", "dispatch.OutcomeReader"),
            Set.of(
                    "dispatch.CopiesAside",
                    "dispatch.CopyCall",
                    "dispatch.CopyHoldings",
                    "dispatch.CopyProgress",
                    "dispatch.Dispatcher",
                    "dispatch.Predecessors",
                    "dispatch.TransportCall"),
            Set.of("dispatch.KeyLine", "dispatch.Turn"),
            Set.of("http.HeadOfRequest", "http.HeadReader", "http.Headers", "http.RequestHead"),
            Set.of(
                    "transport.wire.Attempt",
                    "transport.wire.CallRing",
                    "transport.wire.CallsUnderWay",
                    "transport.wire.Connection",
                    "transport.wire.EventLoop",
                    "transport.wire.Links",
                    "transport.wire.Pool",
                    "transport.wire.Resolver",
                    "transport.wire.WaitingCalls",
                    "transport.wire.WireCall"));

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void every_package_stands_in_the_table() {
        Set<String> known = new HashSet<>();
        TABLE.forEach(line -> line.forEach(name -> known.add(ROOT + name)));

        assertThat(CORE.stream().map(JavaClass::getPackageName).distinct()).isSubsetOf(known);
    }

    @Test
    void a_package_knows_only_what_stands_to_its_left() {
        Set<String> left = new HashSet<>();
        for (Set<String> line : TABLE) {
            for (String name : line) {
                Set<String> allowed = new HashSet<>(left);
                allowed.add(ROOT + name);
                classes()
                        .that(resideInAPackage(ROOT + name))
                        .should()
                        .onlyDependOnClassesThat(describe(
                                "stand left of " + name, c -> !isOurs(c) || allowed.contains(c.getPackageName())))
                        .allowEmptyShould(true)
                        .check(CORE);
            }
            line.forEach(name -> left.add(ROOT + name));
        }
    }

    @Test
    void packages_are_free_of_cycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CORE);
    }

    @Test
    void files_know_each_other_only_in_the_circles_of_their_package() {
        Map<String, Set<String>> known = new TreeMap<>();
        CORE.forEach(type ->
                known.computeIfAbsent(file(type), name -> new TreeSet<>()).addAll(files(type)));
        Set<Set<String>> circles = new HashSet<>();
        for (String file : known.keySet()) {
            Set<String> circle = new TreeSet<>(below(file, known));
            circle.removeIf(other -> !below(other, known).contains(file));
            if (circle.size() > 1) {
                circles.add(circle);
            }
        }

        assertThat(circles).containsExactlyInAnyOrderElementsOf(CIRCLES);
    }

    private static Set<String> below(String file, Map<String, Set<String>> known) {
        Set<String> found = new HashSet<>();
        Deque<String> ahead = new ArrayDeque<>(known.get(file));
        while (!ahead.isEmpty()) {
            String next = ahead.remove();
            if (found.add(next)) {
                ahead.addAll(known.get(next));
            }
        }
        return found;
    }

    private static Set<String> files(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .filter(ArchitectureTest::isOurs)
                .map(ArchitectureTest::file)
                .filter(other -> !other.equals(file(type)))
                .collect(Collectors.toSet());
    }

    /** The file of a type, without the part that all have. */
    private static String file(JavaClass type) {
        String name = type.getName().substring(ROOT.length() + 1);
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    @Test
    void micrometer_is_known_to_its_own_package_alone() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".metrics")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.micrometer..")
                .check(CORE);
    }

    @Test
    void logs_go_through_slf4j() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "org.apache..", "ch.qos..")
                .check(CORE);
    }

    @Test
    void nothing_is_tied_to_a_thread_and_nothing_reflects_into_others() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ThreadLocal.class)
                .check(CORE);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.lang.reflect..")
                .check(CORE);
    }

    /** An Error on the last bytes of an application's stack leaves a lock of {@code java.util.concurrent} taken for ever; the JVM gives monitors back. */
    @Test
    void what_an_applications_thread_may_enter_is_guarded_by_monitors() {
        DescribedPredicate<JavaClass> aLock = describe(
                "a lock, or what has one inside",
                type -> (type.getPackageName().equals("java.util.concurrent.locks")
                                && !type.getSimpleName().equals("LockSupport"))
                        || type.isAssignableTo(BlockingQueue.class)
                        || type.isAssignableTo(Semaphore.class)
                        || type.isAssignableTo(CopyOnWriteArrayList.class));
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".transport..", ROOT + ".metrics")
                .should()
                .dependOnClassesThat(aLock)
                .check(CORE);
    }

    @Test
    void clocks_come_in_from_outside() {
        DescribedPredicate<JavaAccess<?>> clock = describe(
                "a clock of the system",
                access -> access.getTargetOwner().isEquivalentTo(System.class)
                        && Set.of("nanoTime", "currentTimeMillis")
                                .contains(access.getTarget().getName()));

        noClasses()
                .that(describe(
                        "are given a clock",
                        c -> !CLOCKS.contains(c.getName())
                                && !c.getPackageName().equals(CLOCKED_PACKAGE)))
                .should()
                .accessTargetWhere(clock)
                .check(CORE);
    }

    @Test
    void threads_come_from_one_factory() {
        noClasses()
                .that()
                .doNotHaveSimpleName("MirrorThreads")
                .should()
                .accessTargetWhere(describe(
                        "makes a thread",
                        access -> access.getTargetOwner().isAssignableTo(Thread.class)
                                && access.getTarget().getName().equals("<init>")))
                .check(CORE);
    }

    @Test
    void nothing_static_changes() {
        fields().that().areStatic().should().beFinal().check(CORE);
        fields().that()
                .areStatic()
                .should()
                .notHaveRawType(describe("can be changed", ArchitectureTest::isChangeable))
                .check(CORE);
    }

    @Test
    void what_is_no_door_is_final() {
        classes()
                .that()
                .areTopLevelClasses()
                .and()
                .areNotInterfaces()
                .and(describe(
                        "are no module or package", c -> !c.getSimpleName().endsWith("-info")))
                .should()
                .haveModifier(JavaModifier.FINAL)
                .orShould()
                .beEnums()
                .check(CORE);
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
    }

    /** Constants may be bytes, and lists and sets that only copies could change. */
    private static boolean isChangeable(JavaClass type) {
        return type.getPackageName().startsWith("java.util.concurrent")
                || Arrays.asList("ArrayList", "HashMap", "HashSet", "BitSet", "StringBuilder")
                        .contains(type.getSimpleName());
    }
}
