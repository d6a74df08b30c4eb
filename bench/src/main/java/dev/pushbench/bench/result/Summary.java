package dev.pushbench.bench.result;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The cells of a run, a row each. */
public final class Summary {
    private Summary() {}

    /** Writes RFC 4180, UTF-8, with a header. */
    static void write(Path file, List<TrialResult> results) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().build(file)) {
            csv.writeRecord(Column.ALL.stream().map(Column::name).toList());
            for (TrialResult result : results) {
                csv.writeRecord(
                        Column.ALL.stream().map(column -> column.text(result)).toList());
            }
        }
    }

    /** The same for JSON: a map each, from column to text or number; what was not measured is left out. */
    public static List<Map<String, Object>> rows(List<TrialResult> results) {
        return results.stream().map(Summary::row).toList();
    }

    private static Map<String, Object> row(TrialResult result) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (Column column : Column.ALL) {
            column.value().apply(result).ifPresent(value -> row.put(column.name(), value));
        }
        return row;
    }
}
