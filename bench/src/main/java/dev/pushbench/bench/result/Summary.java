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
    static final String LATENCY_TRIALS = "latency_trials";
    static final String COST_TRIALS = "cost_trials";

    private Summary() {}

    /** Writes {@code summary.csv}. Closes {@code out}. */
    static void writeCells(OutputStream out, List<CellResult> cells) throws IOException {
        write(out, List.of(FORKS, FORKS_REJECTED, LATENCY_TRIALS, COST_TRIALS), cells, Summary::fields);
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
        return results.stream().map(result -> new Row(texts(fields(result)))).toList();
    }

    /** The cell as it would be read from {@code summary.csv}. */
    static Map<String, String> cellRow(CellResult cell) {
        return texts(fields(cell));
    }

    private static Map<String, String> texts(Map<String, Optional<Object>> fields) {
        Map<String, String> texts = new LinkedHashMap<>();
        fields.forEach(
                (title, value) -> texts.put(title, value.map(Column::text).orElse("")));
        return texts;
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
        Map<FigureGroup, Figures> figures = cell.figures();
        Map<String, Optional<Object>> fields = fields(cell.cell().id(), figures::get);
        fields.put(FORKS, Optional.of(cell.trials().size()));
        fields.put(FORKS_REJECTED, Optional.of(cell.rejected()));
        fields.put(LATENCY_TRIALS, Optional.of(cell.results(FigureGroup.LATENCY).size()));
        fields.put(COST_TRIALS, Optional.of(cell.results(FigureGroup.COST).size()));
        return fields;
    }

    private static Map<String, Optional<Object>> fields(TrialResult result) {
        Figures figures = Figures.of(result);
        Map<String, Optional<Object>> fields = fields(result.cell().id(), group -> figures);
        fields.put(TRIAL, Optional.of(result.trial().number()));
        fields.put(FORK, Optional.of(result.trial().fork()));
        return fields;
    }

    private static Map<String, Optional<Object>> fields(String cell, Function<FigureGroup, Figures> figures) {
        Map<String, Optional<Object>> fields = new LinkedHashMap<>();
        fields.put(CELL, Optional.of(cell));
        Columns.ALL.forEach(column -> fields.put(column.name(), column.value().apply(figures.apply(column.group()))));
        return fields;
    }
}
