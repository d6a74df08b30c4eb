package dev.pushbench.bench;

import dev.pushbench.bench.input.DurationText;
import dev.pushbench.bench.scenario.Cell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is going to be measured, and about how long that takes. */
final class CellTable {
    private CellTable() {}

    /** A row for each cell, without an end of line after the last. */
    static String of(List<Cell> cells) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(Stream.of(CellColumn.values()).map(CellColumn::title).toList());
        for (Cell cell : cells) {
            rows.add(Stream.of(CellColumn.values())
                    .map(column -> column.text(cell))
                    .toList());
        }
        return TextTable.of(rows);
    }

    /** The same for JSON. */
    static Map<String, Object> fields(List<Cell> cells) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("cells", cells.stream().map(CellTable::fields).toList());
        fields.put("expected_s", Cell.expectedTime(cells).toSeconds());
        return fields;
    }

    /** For example {@code 10 cells, about 2 min 0 s}. */
    static String extent(List<Cell> cells) {
        return cells.size() + (cells.size() == 1 ? " cell" : " cells") + ", about "
                + DurationText.rough(Cell.expectedTime(cells));
    }

    private static Map<String, Object> fields(Cell cell) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (CellColumn column : CellColumn.values()) {
            column.value(cell).ifPresent(value -> fields.put(column.title(), value));
        }
        return fields;
    }
}
