// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.causes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** Chooses faults by chance: each of another kind, at another place. Stateless. */
final class Planting {
    private Planting() {}

    static List<Fault> random(Size size, SplittableRandom random) {
        List<FaultKind> kinds = new ArrayList<>(List.of(FaultKind.values()));
        List<Fault> faults = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        while (faults.size() < size.faults()) {
            FaultKind kind = kinds.remove(random.nextInt(kinds.size()));
            Fault fault = at(kind, size, random);
            while (!taken.add(fault.route() + fault.path()) || isHidden(fault, faults)) {
                fault = at(kind, size, random);
            }
            faults.add(fault);
        }
        return faults;
    }

    /** What hides the rest of a response has a route of its own: nobody could see the others. */
    private static boolean isHidden(Fault fault, List<Fault> others) {
        return others.stream()
                .anyMatch(other -> other.route() == fault.route()
                        && (other.kind().hidesTheRest() || fault.kind().hidesTheRest()));
    }

    private static Fault at(FaultKind kind, Size size, SplittableRandom random) {
        int route = random.nextInt(size.routes());
        Optional<String> attribute = random.nextInt(4) == 0 ? Optional.empty() : Optional.of(Call.anyAttribute(random));
        if (kind.shape.isPresent()) {
            String section = random.nextBoolean() ? Content.DATA : Content.ITEMS;
            return new Fault(
                    kind, route, section, kind.shape.get().field(random.nextInt(Content.OF_A_SHAPE)), attribute);
        }
        return switch (kind) {
            case NO_UUID -> {
                int number = random.nextInt(size.noisyPaths() / Noise.values().length) * Noise.values().length;
                yield new Fault(
                        kind,
                        route,
                        Content.part(number),
                        Content.noiseOf(number).field(number),
                        attribute);
            }
            case EXTRA -> new Fault(kind, route, Content.DATA, "trace" + random.nextInt(10), attribute);
            case HEADER_MISSING -> new Fault(kind, route, "", "cache-control", attribute);
            case HEADER_CHANGED -> new Fault(kind, route, "", "content-language", attribute);
            default -> new Fault(kind, route, "", "", attribute);
        };
    }
}
