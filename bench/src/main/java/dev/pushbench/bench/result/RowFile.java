package dev.pushbench.bench.result;

import dev.pushbench.bench.input.UsageError;
import dev.pushbench.protocol.Technique;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code summary.csv} and {@code trials.csv}, read back: rows in which every number is one. */
final class RowFile {
    /** What every reader needs. Other columns may be missing, and others be there that this build does not know. */
    private static final List<String> NEEDED =
            List.of(Summary.CELL, "technique", "users", "rate_per_s", "validity", "causes");

    private static final Set<String> VALIDITIES =
            Set.of(Validity.VALID.word(), Validity.Grade.SUSPECT.name(), Validity.Grade.INVALID.name());
    private static final Set<String> TECHNIQUES =
            Arrays.stream(Technique.values()).map(Technique::id).collect(Collectors.toUnmodifiableSet());

    private RowFile() {}

    /** The rows of {@code summary.csv}, by the name of their cell. */
    static Map<String, Row> cells(Path file) {
        Map<String, Row> cells = new LinkedHashMap<>();
        for (CsvRow row : rows(file, Summary.FORKS, Summary.FORKS_REJECTED)) {
            if (cells.put(row.text(Summary.CELL), new Row(row.texts())) != null) {
                throw new UsageError(
                        row.where(), "cell '" + UsageError.shown(row.text(Summary.CELL)) + "' is there twice");
            }
        }
        return cells;
    }

    /** The rows of {@code trials.csv}, by the name of their cell: as many as the summary says. */
    static Map<String, List<Row>> trials(Path file, Map<String, Row> cells) {
        Map<String, List<Row>> trials = new LinkedHashMap<>();
        for (CsvRow row : rows(file, Summary.TRIAL, Summary.FORK)) {
            String cell = row.text(Summary.CELL);
            requireKnown(row.where(), cell, cells.keySet());
            trials.computeIfAbsent(cell, unseen -> new ArrayList<>()).add(new Row(row.texts()));
        }
        cells.forEach((cell, row) -> {
            int found = trials.getOrDefault(cell, List.of()).size();
            if (!row.text(Summary.FORKS).equals(Integer.toString(found))) {
                throw new UsageError(
                        file.toString(),
                        found + " trials of cell '" + UsageError.shown(cell) + "', where the summary has "
                                + UsageError.shown(row.text(Summary.FORKS)));
            }
        });
        return trials;
    }

    static void requireKnown(String where, String cell, Set<String> cells) {
        if (!cells.contains(cell)) {
            throw new UsageError(where, "cell '" + UsageError.shown(cell) + "' is not in the summary");
        }
    }

    private static List<CsvRow> rows(Path file, String... last) {
        List<CsvRow> rows = CsvFile.read(
                        file, Stream.concat(NEEDED.stream(), Stream.of(last)).toList())
                .stream()
                .map(row -> new CsvRow(row.where(), FormerNames.replaced(row.texts())))
                .toList();
        for (CsvRow row : rows) {
            requireOneOf(row, "technique", TECHNIQUES);
            requireOneOf(row, "validity", VALIDITIES);
            Stream.of(last).forEach(row::whole);
            if (row.whole("users") < 1 || row.whole("users") > Integer.MAX_VALUE) {
                throw row.mistake("users", "not a number of users", "1 or more");
            }
            row.optionalNumber("rate_per_s");
            Columns.ALL.stream()
                    .filter(column -> column.isFigure() && row.texts().containsKey(column.name()))
                    .forEach(column -> row.optionalNumber(column.name()));
        }
        return rows;
    }

    private static void requireOneOf(CsvRow row, String column, Set<String> allowed) {
        if (!allowed.contains(row.text(column))) {
            throw row.mistake(
                    column,
                    "unknown",
                    String.join(", ", allowed.stream().sorted().toList()));
        }
    }
}
