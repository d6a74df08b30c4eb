package dev.pushbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The folder that a test has a run write its directory into, and what is in that. */
record RunFolder(Path folder) {
    /** Options of a run of short trials that is kept here, and these. */
    List<String> shortTrials(String... options) {
        List<String> words = new ArrayList<>(List.of(
                "--no-pin",
                "--warmup",
                "100ms",
                "--windows",
                "1",
                "--poll-interval",
                "50ms",
                "--long-poll-wait",
                "1s",
                "--out",
                folder.toString()));
        words.addAll(List.of(options));
        return words;
    }

    /** The directory of the one run there is, which is whole. */
    Path onlyRun() throws IOException {
        try (var files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertThat(all)
                    .singleElement()
                    .satisfies(path -> assertThat(path.getFileName().toString()).doesNotStartWith("."));
            return all.get(0);
        }
    }

    static List<NamedCsvRecord> rows(Path run) throws IOException {
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(run.resolve("summary.csv"))) {
            return csv.stream().toList();
        }
    }

    static JsonNode manifest(Path run) throws IOException {
        return new ObjectMapper().readTree(run.resolve("manifest.json").toFile());
    }
}
