package dev.pushbench.bench;

import dev.pushbench.bench.host.Split;
import dev.pushbench.bench.host.Splitting;
import dev.pushbench.bench.input.DurationText;
import dev.pushbench.bench.scenario.Trial;
import dev.pushbench.bench.text.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is going to be measured, and about how long that takes.
 *
 * @param splitting over how many processes each trial is split
 */
record TrialTable(List<Trial> trials, Splitting splitting) {
    private static final String SERVERS = "server_processes";
    private static final String GENERATORS = "generator_processes";

    TrialTable {
        trials = List.copyOf(trials);
    }

    /** A row for each trial, without an end of line after the last; how many processes there are is told where any has more than a pair. */
    String text() {
        boolean isAnySplit = trials.stream().anyMatch(trial -> !split(trial).isOnePair());
        List<TrialColumn> columns = TrialColumn.worthTelling(trials);
        List<List<String>> rows = new ArrayList<>();
        rows.add(row(columns.stream().map(TrialColumn::title), isAnySplit, SERVERS, GENERATORS));
        for (Trial trial : trials) {
            rows.add(row(
                    columns.stream().map(column -> column.text(trial)),
                    isAnySplit,
                    Integer.toString(split(trial).servers()),
                    Integer.toString(split(trial).generators())));
        }
        return TextTable.of(rows);
    }

    private static List<String> row(Stream<String> columns, boolean isAnySplit, String servers, String generators) {
        return Stream.concat(columns, isAnySplit ? Stream.of(servers, generators) : Stream.of())
                .toList();
    }

    /** The same for JSON. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("trials", trials.stream().map(this::fields).toList());
        fields.put("expected_s", Trial.expectedTime(trials).toSeconds());
        return fields;
    }

    String extent() {
        return extent(trials);
    }

    /** For example {@code 10 trials, about 2 min 0 s}. */
    static String extent(List<Trial> trials) {
        return trials.size() + (trials.size() == 1 ? " trial" : " trials") + ", about "
                + DurationText.rough(Trial.expectedTime(trials));
    }

    private Map<String, Object> fields(Trial trial) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (TrialColumn column : TrialColumn.values()) {
            column.value(trial).ifPresent(value -> fields.put(column.title(), value));
        }
        fields.put(SERVERS, split(trial).servers());
        fields.put(GENERATORS, split(trial).generators());
        return fields;
    }

    private Split split(Trial trial) {
        return splitting.of(trial.cell().users(), trial.cell().link().isPresent());
    }
}
