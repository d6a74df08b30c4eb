package dev.pushbench.bench.result;

import dev.pushbench.bench.input.UsageError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/**
 * Reads a run's directory, whichever build wrote it and whether or not the run came to its end.
 *
 * <p>{@code manifest.json}, {@code summary.csv} and {@code trials.csv} must be there. What is kept in a file that is not there
 * ({@code metrics.csv}, {@code intervals.csv}, {@code latency.hlog}, {@code timeline.csv}) is empty; slices take both
 * {@code intervals.csv} and {@code latency.hlog}.
 */
public final class RunReader {
    private static final int SIGNIFICANT_DIGITS = 3;

    private final Path directory;
    private final Map<String, Histogram> latencies = new LinkedHashMap<>();
    private final Map<String, List<Slice>> slices = new LinkedHashMap<>();

    private RunReader(Path directory) {
        this.directory = directory;
    }

    /** @throws UsageError where it is not the directory of a run, or one of its files is damaged */
    public static Run read(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new UsageError(directory.toString(), "no such directory");
        }
        if (!Files.exists(directory.resolve(RunDirectory.MANIFEST))) {
            throw new UsageError(
                    directory.toString(), "not the directory of a run: it has no " + RunDirectory.MANIFEST);
        }
        return new RunReader(directory).read();
    }

    private Run read() {
        Manifest manifest = ManifestFile.read(directory.resolve(RunDirectory.MANIFEST));
        Map<String, Row> cells = RowFile.cells(directory.resolve(RunDirectory.SUMMARY));
        Map<String, List<Row>> trials = RowFile.trials(directory.resolve(RunDirectory.TRIALS), cells);
        Map<String, List<Estimate>> estimates = optional(RunDirectory.METRICS, cells.keySet(), Metrics::read);
        Map<String, List<Flight>> timelines = optional(RunDirectory.TIMELINE, cells.keySet(), Timeline::read);
        readLatencies(cells.keySet());
        List<CellRecord> records = new ArrayList<>();
        cells.forEach((cell, row) -> records.add(new CellRecord(
                row,
                trials.getOrDefault(cell, List.of()),
                estimates.getOrDefault(cell, List.of()),
                latencies.getOrDefault(cell, new Histogram(SIGNIFICANT_DIGITS)),
                slices.getOrDefault(cell, List.of()),
                timelines.getOrDefault(cell, List.of()))));
        return new Run(name(), manifest, records);
    }

    private String name() {
        return Optional.ofNullable(directory.toAbsolutePath().normalize().getFileName())
                .map(Path::toString)
                .orElse("");
    }

    /** What such a file has of each cell; nothing where there is none. */
    private <T> Map<String, List<T>> optional(
            String file, Set<String> cells, Function<Path, Map<String, List<T>>> reading) {
        Path path = directory.resolve(file);
        if (!Files.exists(path)) {
            return Map.of();
        }
        Map<String, List<T>> byCell = reading.apply(path);
        byCell.keySet().forEach(cell -> RowFile.requireKnown(path.toString(), cell, cells));
        return byCell;
    }

    private void readLatencies(Set<String> cells) {
        Path log = directory.resolve(RunDirectory.LATENCIES);
        if (!Files.exists(log)) {
            return;
        }
        List<LatencyLog.Entry> entries = LatencyLog.read(log);
        entries.forEach(entry -> latencies
                .computeIfAbsent(entry.tag(), unseen -> new Histogram(SIGNIFICANT_DIGITS))
                .add(entry.latency()));
        Path intervals = directory.resolve(RunDirectory.INTERVALS);
        if (Files.exists(intervals)) {
            List<CsvRow> rows = Intervals.read(intervals);
            if (rows.size() != entries.size()) {
                throw new UsageError(
                        log.toString(), entries.size() + " intervals, where " + intervals + " has " + rows.size());
            }
            for (int i = 0; i < rows.size(); i++) {
                addSlice(rows.get(i), entries.get(i), cells);
            }
        }
    }

    private void addSlice(CsvRow row, LatencyLog.Entry entry, Set<String> cells) {
        String cell = row.text(Summary.CELL);
        RowFile.requireKnown(row.where(), cell, cells);
        boolean isSame = entry.tag().equals(cell) || entry.tag().equals(cell + LatencyLog.REJECTED);
        if (!isSame || entry.latency().getTotalCount() != row.whole("deliveries")) {
            throw new UsageError(entry.where(), "not the interval of " + row.where());
        }
        slices.computeIfAbsent(cell, unseen -> new ArrayList<>()).add(Intervals.slice(row, entry.latency()));
    }
}
