package dev.pushbench.bench.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.pushbench.bench.result.CellRecord;
import dev.pushbench.bench.result.Json;
import dev.pushbench.bench.result.Row;
import dev.pushbench.bench.result.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Directories of runs with the files that no reader does without. */
public final class RunFolder {
    private RunFolder() {}

    /** Five techniques with 100 and 1,000 users. */
    public static Path standard(Path directory) throws IOException {
        return written(Runs.standard().run(), directory);
    }

    private static Path written(Run run, Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("manifest.json"), Json.of(run.manifest()));
        write(
                directory.resolve("summary.csv"),
                run.cells().stream().map(CellRecord::row).toList());
        write(
                directory.resolve("trials.csv"),
                run.cells().stream().flatMap(cell -> cell.trials().stream()).toList());
        return directory;
    }

    private static void write(Path file, List<Row> rows) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().build(file)) {
            csv.writeRecord(rows.get(0).texts().keySet());
            for (Row row : rows) {
                csv.writeRecord(row.texts().values());
            }
        }
    }
}
