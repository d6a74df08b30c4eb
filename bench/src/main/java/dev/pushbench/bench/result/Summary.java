package dev.pushbench.bench.result;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The cells of a run, a row each, and its trials, a row each, in the same columns. */
public final class Summary {
    static final String CELL = "cell";
    static final String TRIAL = "trial";
    static final String FORK = "fork";
    static final String FORKS = "forks";
    static final String FORKS_REJECTED = "forks_rejected";

    private Summary() {}

    /** Writes {@code summary.csv}. Closes {@code out}. */
    static void writeCells(OutputStream out, List<CellResult> cells) throws IOException {
        write(out, List.of(FORKS, FORKS_REJECTED), cells, Summary::fields);
    }

    /** Writes {@code trials.csv}. Closes {@code out}. */
    static void writeTrials(OutputStream out, List<TrialResult> trials) throws IOException {
        write(out, List.of(TRIAL, FORK), trials, Summary::fields);
    }

    /** The cells for JSON: a map each, from column to text or number; what was not measured is left out. */
    public static List<Map<String, Object>> rows(List<TrialResult> results) {
        return CellResult.of(results).stream()
                .map(cell -> {
                    Map<String, Object> row = new LinkedHashMap<>();
                    fields(cell).forEach((title, value) -> value.ifPresent(found -> row.put(title, found)));
                    return row;
                })
                .toList();
    }

    /** The trials as they would be read from {@code trials.csv}. */
    public static List<Row> trialRows(List<TrialResult> results) {
        return results.stream()
                .map(result -> {
                    Map<String, String> row = new LinkedHashMap<>();
                    fields(result)
                            .forEach((title, value) ->
                                    row.put(title, value.map(Column::text).orElse("")));
                    return new Row(row);
                })
                .toList();
    }

    private static <T> void write(
            OutputStream out, List<String> last, List<T> rows, Function<T, Map<String, Optional<Object>>> fields)
            throws IOException {
        List<String> titles = Stream.of(
                        List.of(CELL), Columns.ALL.stream().map(Column::name).toList(), last)
                .flatMap(List::stream)
                .toList();
        List<List<String>> texts = new ArrayList<>();
        for (T row : rows) {
            texts.add(fields.apply(row).values().stream()
                    .map(value -> value.map(Column::text).orElse(""))
                    .toList());
        }
        CsvFile.write(out, titles, texts);
    }

    private static Map<String, Optional<Object>> fields(CellResult cell) {
        Map<String, Optional<Object>> fields = fields(cell.figures());
        fields.put(FORKS, Optional.of(cell.trials().size()));
        fields.put(FORKS_REJECTED, Optional.of(cell.rejected()));
        return fields;
    }

    private static Map<String, Optional<Object>> fields(TrialResult result) {
        Map<String, Optional<Object>> fields = fields(Figures.of(result));
        fields.put(TRIAL, Optional.of(result.trial().number()));
        fields.put(FORK, Optional.of(result.trial().fork()));
        return fields;
    }

    private static Map<String, Optional<Object>> fields(Figures figures) {
        Map<String, Optional<Object>> fields = new LinkedHashMap<>();
        fields.put(CELL, Optional.of(figures.cell().id()));
        Columns.ALL.forEach(column -> fields.put(column.name(), column.value().apply(figures)));
        return fields;
    }
}
