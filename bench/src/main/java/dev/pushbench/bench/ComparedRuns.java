package dev.pushbench.bench;

import dev.pushbench.bench.result.CellRecord;
import dev.pushbench.bench.result.Row;
import dev.pushbench.bench.result.Run;
import dev.pushbench.bench.result.RunConditions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Two runs, cell by cell. The first is what the second is held against. */
record ComparedRuns(Run base, Run other) {
    /** What is measured how, and is not part of a cell's name. */
    private static final List<String> SETTINGS =
            List.of("tls", "idle_ms", "warmup_ms", "warmup_windows", "window_ms", "windows");

    /** A cell that both have. */
    record Pair(CellRecord base, CellRecord other) {
        String cell() {
            return base.row().cell();
        }

        boolean areResults() {
            return base.row().isResult() && other.row().isResult();
        }
    }

    /** In the order of the first. */
    List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        for (CellRecord cell : base.cells()) {
            other.cells().stream()
                    .filter(candidate ->
                            candidate.row().cell().equals(cell.row().cell()))
                    .forEach(found -> pairs.add(new Pair(cell, found)));
        }
        return pairs;
    }

    List<String> onlyInBase() {
        return namesWithout(base, other);
    }

    List<String> onlyInOther() {
        return namesWithout(other, base);
    }

    private static List<String> namesWithout(Run some, Run others) {
        List<String> known = names(others);
        return names(some).stream().filter(name -> !known.contains(name)).toList();
    }

    private static List<String> names(Run run) {
        return run.cells().stream().map(cell -> cell.row().cell()).toList();
    }

    /** Why a difference between figures may not be one of what was measured: what else differs, each with both values. */
    List<String> conditionsThatDiffer() {
        Stream<String> ofCells = pairs().stream().flatMap(ComparedRuns::settingsThatDiffer);
        return Stream.concat(RunConditions.thatDiffer(base.manifest(), other.manifest()), ofCells)
                .distinct()
                .toList();
    }

    private static Stream<String> settingsThatDiffer(Pair pair) {
        Row base = pair.base().row();
        Row other = pair.other().row();
        // A run of an earlier build may not know all of them.
        return SETTINGS.stream()
                .filter(setting -> !base.text(setting).isEmpty()
                        && !other.text(setting).isEmpty()
                        && !base.text(setting).equals(other.text(setting)))
                .map(setting -> RunConditions.difference(setting, base.text(setting), other.text(setting)));
    }
}
