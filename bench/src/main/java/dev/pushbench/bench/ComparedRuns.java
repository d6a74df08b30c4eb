package dev.pushbench.bench;

import dev.pushbench.bench.result.CellRecord;
import dev.pushbench.bench.result.Row;
import dev.pushbench.bench.result.Run;
import dev.pushbench.bench.result.RunConditions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Two runs, cell by cell. The first is what the second is held against. */
record ComparedRuns(Run base, Run other) {
    /** What is measured how, and is not part of a cell's name. */
    private static final List<String> SETTINGS = List.of(
            "tls", "tls_version", "tls_resumption", "idle_ms", "warmup_ms", "warmup_windows", "window_ms", "windows");

    /** What is part of a cell's name, but for technique and users: in cells that have the same of these, only one run may have it. */
    private static final List<String> SETTINGS_OF_NAMES = List.of(
            "rate_per_s",
            "event_bytes",
            "poll_interval_ms",
            "headers",
            "keep_alive",
            "long_poll_wait_ms",
            "tls",
            "tls_version",
            "tls_resumption",
            "heartbeat_ms",
            "coalesce_ms");

    /** How it was in all runs of builds that did not know another way, and so did not tell. */
    private static final Map<String, String> BEFORE = Map.of("heartbeat_ms", "15000", "coalesce_ms", "0");

    /** A cell that both have. */
    record Pair(CellRecord base, CellRecord other) {
        String cell() {
            return base.row().cell();
        }

        /** Whether any figure of both may be used. */
        boolean areResults() {
            return base.row().isResult() && other.row().isResult();
        }

        /** Whether the figure in that column may be used of both. */
        boolean areUsable(String column) {
            return base.row().isUsable(column) && other.row().isUsable(column);
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
        return Stream.concat(RunConditions.thatDiffer(base.manifest(), other.manifest()), settingsOfPairs())
                .distinct()
                .toList();
    }

    /** Why the two did not measure the same at all, wherever they did: what was asked for differently, each with both values. */
    List<String> settingsThatDiffer() {
        Stream<String> ofRuns =
                RunConditions.thatDiffer(base.manifest(), other.manifest(), Set.of(RunConditions.Kind.SUBJECT));
        return Stream.of(ofRuns, settingsOfPairs(), settingsOfNames())
                .flatMap(differences -> differences)
                .distinct()
                .toList();
    }

    private Stream<String> settingsOfPairs() {
        return pairs().stream()
                .flatMap(pair ->
                        differing(SETTINGS, pair.base().row(), pair.other().row()));
    }

    /** Of cells that only one run has, where the other has one of the same technique and users instead. */
    private Stream<String> settingsOfNames() {
        List<Row> others = rows(other, onlyInOther());
        return rows(base, onlyInBase()).stream()
                .flatMap(mine -> others.stream()
                        .filter(theirs -> theirs.technique() == mine.technique() && theirs.users() == mine.users())
                        .findFirst()
                        .stream()
                        .flatMap(theirs -> differing(SETTINGS_OF_NAMES, mine, theirs)));
    }

    private static List<Row> rows(Run run, List<String> names) {
        return run.cells().stream()
                .map(CellRecord::row)
                .filter(row -> names.contains(row.cell()))
                .toList();
    }

    private static Stream<String> differing(List<String> settings, Row base, Row other) {
        // A run of an earlier build may not know all of them.
        return settings.stream()
                .filter(setting -> !text(base, setting).isEmpty()
                        && !text(other, setting).isEmpty()
                        && !text(base, setting).equals(text(other, setting)))
                .map(setting -> RunConditions.difference(setting, text(base, setting), text(other, setting)));
    }

    private static String text(Row row, String setting) {
        return row.texts().containsKey(setting) ? row.text(setting) : BEFORE.getOrDefault(setting, "");
    }
}
