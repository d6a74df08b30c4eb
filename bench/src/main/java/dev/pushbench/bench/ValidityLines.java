package dev.pushbench.bench;

import dev.pushbench.bench.result.CellResult;
import dev.pushbench.bench.result.FigureGroup;
import dev.pushbench.bench.result.Grade;
import dev.pushbench.bench.result.TrialResult;
import dev.pushbench.bench.result.Validity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How sure a run's figures are, below its table: how many cells each verdict has, by group of figures, and what is to blame. */
final class ValidityLines {
    private ValidityLines() {}

    /** Without an end of line after the last; empty where all cells are valid. */
    static Optional<String> of(List<TrialResult> results) {
        List<Validity> cells =
                CellResult.of(results).stream().map(CellResult::validity).toList();
        if (cells.stream().allMatch(cell -> cell.overall() == Grade.VALID)) {
            return Optional.empty();
        }
        List<String> lines = new ArrayList<>();
        lines.add("Cells: "
                + Stream.of(FigureGroup.values())
                        .map(group -> name(group) + " " + counted(cells, group))
                        .collect(Collectors.joining("; ")));
        remedies(cells).forEach((cause, remedy) -> lines.add(cause + "; " + remedy));
        return Optional.of(String.join(System.lineSeparator(), lines));
    }

    private static String name(FigureGroup group) {
        return switch (group) {
            case EXACT -> "deliveries, bytes, requests and connections";
            case LATENCY, COST -> group.id();
        };
    }

    private static String counted(List<Validity> cells, FigureGroup group) {
        return Stream.of(Grade.values())
                .map(grade -> Map.entry(
                        grade,
                        cells.stream()
                                .filter(cell -> cell.grade(group) == grade)
                                .count()))
                .filter(count -> count.getValue() > 0)
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
    }

    /** For each kind of root cause the first text with it, and what to do about it. */
    private static Map<String, String> remedies(List<Validity> cells) {
        Map<Validity.Flaw, List<Validity>> byRoot = new LinkedHashMap<>();
        cells.forEach(cell -> cell.rootCause()
                .ifPresent(root -> byRoot.computeIfAbsent(root.flaw(), unseen -> new ArrayList<>())
                        .add(cell)));
        Map<String, String> remedies = new LinkedHashMap<>();
        byRoot.forEach((flaw, with) -> remedies.put(
                (with.size() == 1 ? "1 cell: " : with.size() + " cells, the first: ")
                        + with.get(0).rootCauseText(),
                flaw.remedy()));
        return remedies;
    }
}
