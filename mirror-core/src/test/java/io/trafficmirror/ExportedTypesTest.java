// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing is exported that serves the core alone: each exported type is one to begin with, or stands in the signature of such a one. */
class ExportedTypesTest {
    private static final Pattern EXPORT = Pattern.compile("exports ([\\w.]+);");

    /** What a user begins with: the mirror, its meters, and a transport of one's own choice. */
    private static final List<String> USER = List.of(
            "TrafficMirror",
            "MirrorLimits",
            "metrics.MirrorMetrics",
            "transport.jdk.JdkTransport",
            "transport.wire.WireTransport");

    /** What a reader of configuration needs besides: the matching itself, its bounds, and what an experiment asks. */
    private static final List<String> CONFIGURATION =
            List.of("RouteSource", "MirrorRule", "route.RouteTable", "route.RouteLimits", "experiment.ExperimentPlan");

    /** What an observer that compares asks of a request. */
    private static final List<String> OBSERVER = List.of("http.SafeMethods");

    /** What an adapter begins with. */
    private static final List<String> ADAPTER = List.of(
            "adapter.MirrorEntry",
            "adapter.Decision",
            "adapter.Decisions",
            "adapter.ExchangeEnd",
            "adapter.FieldSizes",
            "adapter.FormWriter",
            "adapter.RequestTap",
            "adapter.ResponseTap",
            "adapter.TappedInput",
            "adapter.TappedOutput",
            "http.UnreadableHeadException");

    /** What a transport implements. */
    private static final List<String> TRANSPORT = List.of("transport.ShadowTransport");

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.trafficmirror");

    @Test
    void each_exported_type_is_needed_by_a_user_an_adapter_or_a_transport() throws IOException {
        Set<String> exported = exportedPackages();

        assertThat(named(reachable(exported)))
                .containsExactlyInAnyOrderElementsOf(named(CORE.stream().filter(type -> isDoor(type, exported))));
    }

    private static boolean isDoor(JavaClass type, Set<String> exported) {
        return type.isTopLevelClass()
                && type.getModifiers().contains(JavaModifier.PUBLIC)
                && exported.contains(type.getPackageName());
    }

    /** The types to begin with, and all that stand in what they show, over and over. */
    private static Stream<JavaClass> reachable(Set<String> exported) {
        Deque<JavaClass> ahead = new ArrayDeque<>();
        Stream.of(USER, CONFIGURATION, OBSERVER, ADAPTER, TRANSPORT)
                .flatMap(List::stream)
                .forEach(name -> ahead.add(CORE.get("io.trafficmirror." + name)));
        Set<JavaClass> seen = new HashSet<>();
        while (!ahead.isEmpty()) {
            JavaClass type = ahead.remove();
            if (exported.contains(type.getPackageName())
                    && type.getModifiers().contains(JavaModifier.PUBLIC)
                    && seen.add(type)) {
                shownBy(type).forEach(ahead::add);
            }
        }
        return seen.stream().filter(type -> isDoor(type, exported));
    }

    private static Stream<JavaClass> shownBy(JavaClass type) {
        Stream<JavaType> supertypes = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
        Stream<JavaClass> members = type.getMembers().stream()
                .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC)
                        || member.getModifiers().contains(JavaModifier.PROTECTED))
                .flatMap(ExportedTypesTest::namedBy);
        Stream<JavaClass> nested = CORE.stream()
                .filter(other -> other.getEnclosingClass().filter(type::equals).isPresent());
        Stream<JavaClass> around = type.getEnclosingClass().stream();
        return Stream.of(supertypes.flatMap(t -> t.getAllInvolvedRawTypes().stream()), members, nested, around)
                .flatMap(stream -> stream)
                .map(JavaClass::getBaseComponentType);
    }

    private static Stream<JavaClass> namedBy(JavaMember member) {
        Stream<JavaClass> thrown =
                member instanceof JavaCodeUnit unit ? unit.getThrowsClause().getTypes().stream() : Stream.of();
        return Stream.concat(member.getAllInvolvedRawTypes().stream(), thrown);
    }

    private static Set<String> named(Stream<JavaClass> types) {
        return types.map(JavaClass::getName).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> exportedPackages() throws IOException {
        Matcher exports = EXPORT.matcher(Files.readString(Path.of("src/main/java/module-info.java")));
        return exports.results().map(result -> result.group(1)).collect(Collectors.toSet());
    }
}
