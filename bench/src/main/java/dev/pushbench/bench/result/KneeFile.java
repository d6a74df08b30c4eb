package dev.pushbench.bench.result;

import dev.pushbench.bench.capacity.Finding;
import dev.pushbench.bench.input.UsageError;
import dev.pushbench.protocol.Technique;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code capacity.csv}: a row for what each search of a run found. Only a run that searched has it. */
public final class KneeFile {
    public static final String NAME = "capacity.csv";

    private static final List<String> TEXTS =
            List.of(Summary.CELL, "technique", "search", Knee.OUTCOME, Knee.CONFIRMED, "why", "slo");

    private KneeFile() {}

    /** The whole file. */
    public static String text(List<Knee> knees) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            CsvFile.write(
                    bytes,
                    knees.stream()
                            .findFirst()
                            .map(knee -> List.copyOf(knee.fields().keySet()))
                            .orElseGet(() -> Stream.concat(TEXTS.stream(), Knee.FIGURES.stream())
                                    .toList()),
                    knees.stream().map(KneeFile::texts).toList());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** The rows as they would be read from the file. */
    public static List<Row> rows(List<Knee> knees) {
        return knees.stream()
                .map(knee -> {
                    Map<String, String> row = new LinkedHashMap<>();
                    knee.fields()
                            .forEach((title, value) ->
                                    row.put(title, value.map(Column::text).orElse("")));
                    return new Row(row);
                })
                .toList();
    }

    /**
     * What is in that file; nothing where there is none.
     *
     * @throws UsageError where it is damaged
     */
    public static List<Row> read(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<CsvRow> rows = CsvFile.read(
                file, Stream.concat(TEXTS.stream(), Knee.FIGURES.stream()).toList());
        rows.forEach(KneeFile::check);
        return rows.stream().map(row -> new Row(row.texts())).toList();
    }

    private static void check(CsvRow row) {
        Knee.FIGURES.forEach(row::optionalNumber);
        List<String> outcomes = Arrays.stream(Finding.Outcome.values())
                .map(Finding.Outcome::words)
                .toList();
        requireOneOf(row, Knee.OUTCOME, outcomes);
        requireOneOf(row, Knee.CONFIRMED, List.of("true", "false"));
        requireOneOf(
                row,
                "technique",
                Arrays.stream(Technique.values()).map(Technique::id).toList());
    }

    private static void requireOneOf(CsvRow row, String column, List<String> allowed) {
        if (!allowed.contains(row.text(column))) {
            throw row.mistake(column, "unknown", String.join(", ", allowed));
        }
    }

    private static List<String> texts(Knee knee) {
        return knee.fields().values().stream()
                .map(value -> value.map(Column::text).orElse(""))
                .toList();
    }
}
