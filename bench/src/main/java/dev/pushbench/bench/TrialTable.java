package dev.pushbench.bench;

import dev.pushbench.bench.input.DurationText;
import dev.pushbench.bench.scenario.Trial;
import dev.pushbench.bench.text.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is going to be measured, and about how long that takes. */
final class TrialTable {
    private TrialTable() {}

    /** A row for each cell, without an end of line after the last. */
    static String of(List<Trial> trials) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(Stream.of(TrialColumn.values()).map(TrialColumn::title).toList());
        for (Trial trial : trials) {
            rows.add(Stream.of(TrialColumn.values())
                    .map(column -> column.text(trial))
                    .toList());
        }
        return TextTable.of(rows);
    }

    /** The same for JSON. */
    static Map<String, Object> fields(List<Trial> trials) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("trials", trials.stream().map(TrialTable::fields).toList());
        fields.put("expected_s", Trial.expectedTime(trials).toSeconds());
        return fields;
    }

    /** For example {@code 10 trials, about 2 min 0 s}. */
    static String extent(List<Trial> trials) {
        return trials.size() + (trials.size() == 1 ? " trial" : " trials") + ", about "
                + DurationText.rough(Trial.expectedTime(trials));
    }

    private static Map<String, Object> fields(Trial trial) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (TrialColumn column : TrialColumn.values()) {
            column.value(trial).ifPresent(value -> fields.put(column.title(), value));
        }
        return fields;
    }
}
