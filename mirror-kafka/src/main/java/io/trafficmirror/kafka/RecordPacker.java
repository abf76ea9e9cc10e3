// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import io.trafficmirror.compare.evidence.CellEvidence;
import io.trafficmirror.compare.evidence.CellKey;
import io.trafficmirror.compare.evidence.Evidence;
import io.trafficmirror.compare.evidence.RouteEvidence;
import io.trafficmirror.compare.report.Experiment;
import io.trafficmirror.compare.report.Report;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Packs evidence into parts of one route each, none larger than a record may be where rows can be cut that small. Immutable. */
final class RecordPacker {
    private final EvidenceRecordFormat format;
    private final int most;

    /**
     * A packer.
     *
     * @param most the most bytes of a part's report
     */
    RecordPacker(EvidenceRecordFormat format, int most) {
        this.format = format;
        this.most = most;
    }

    /**
     * A part.
     *
     * @param route its route
     * @param evidence rows of this route
     */
    record Part(String route, Evidence evidence) {}

    List<Part> pack(Report report) {
        Map<String, List<Evidence>> rows = new LinkedHashMap<>();
        report.evidence().routes().forEach((name, route) -> rows(rows, name).addAll(pieces(report, name, route)));
        report.evidence().cells().forEach((key, cell) -> rows(rows, key.route()).addAll(pieces(report, key, cell)));
        List<Part> parts = new ArrayList<>();
        rows.forEach((route, pieces) -> pack(report.experiment(), route, pieces, parts));
        return parts;
    }

    private static List<Evidence> rows(Map<String, List<Evidence>> rows, String route) {
        return rows.computeIfAbsent(route, r -> new ArrayList<>());
    }

    private List<Evidence> pieces(Report report, String name, RouteEvidence route) {
        Evidence row = new Evidence(Map.of(name, route), Map.of());
        return bytes(report.experiment(), row) <= most ? List.of(row) : RowPieces.of(name, route);
    }

    private List<Evidence> pieces(Report report, CellKey key, CellEvidence cell) {
        Evidence row = new Evidence(Map.of(), Map.of(key, cell));
        return bytes(report.experiment(), row) <= most ? List.of(row) : RowPieces.of(key, cell);
    }

    /** Rows of a part are distinct: of two pieces of one row, the second begins a part. */
    private void pack(Experiment experiment, String route, List<Evidence> pieces, List<Part> parts) {
        int frame = bytes(experiment, Evidence.NONE);
        Map<String, RouteEvidence> routes = new HashMap<>();
        Map<CellKey, CellEvidence> cells = new HashMap<>();
        int size = frame;
        for (Evidence piece : pieces) {
            int more = bytes(experiment, piece) - frame + 1;
            boolean again = routes.keySet().stream().anyMatch(piece.routes()::containsKey)
                    || piece.cells().keySet().stream().anyMatch(cells::containsKey);
            if ((size + more > most || again) && size > frame) {
                parts.add(new Part(route, new Evidence(routes, cells)));
                routes.clear();
                cells.clear();
                size = frame;
            }
            routes.putAll(piece.routes());
            cells.putAll(piece.cells());
            size += more;
        }
        if (size > frame) {
            parts.add(new Part(route, new Evidence(routes, cells)));
        }
    }

    private int bytes(Experiment experiment, Evidence evidence) {
        return format.write(new Report(experiment, evidence)).length;
    }
}
