package dev.pushbench.bench.result;

import dev.pushbench.client.measure.Second;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;

/** {@code intervals.csv}: a row for each second of each trial, trials in the order of the run. */
final class Intervals {
    private static final List<String> TITLES = List.of(
            "cell",
            "fork",
            "start_ms",
            "duration_ms",
            "deliveries",
            "latency_p50_us",
            "latency_p99_us",
            "latency_max_us",
            "requests",
            "connections_opened",
            "connections_open");

    private Intervals() {}

    /** Closes {@code out}. */
    static void write(OutputStream out, List<TrialResult> results) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (TrialResult result : results) {
            TrialSeconds.of(result).forEach(second -> rows.add(row(result, second)));
        }
        CsvFile.write(out, TITLES, rows);
    }

    /** The rows of such a file. */
    static List<CsvRow> read(Path file) {
        return CsvFile.read(file, TITLES);
    }

    /** What such a row tells, with the latencies that it sums up. */
    static Slice slice(CsvRow row, Histogram latency) {
        return new Slice(
                row.count("fork"),
                row.whole("start_ms"),
                row.whole("duration_ms"),
                latency,
                row.whole("requests"),
                row.whole("connections_opened"),
                row.whole("connections_open"));
    }

    private static List<String> row(TrialResult result, Second second) {
        long startMillis = TrialSeconds.startMillis(second);
        return List.of(
                result.cell().id(),
                Integer.toString(result.trial().fork()),
                Long.toString(startMillis),
                Long.toString(TrialSeconds.endMillis(second) - startMillis),
                Long.toString(second.latency().getTotalCount()),
                micros(Percentile.P50.of(second.latency())),
                micros(Percentile.P99.of(second.latency())),
                micros(Percentile.max(second.latency())),
                Long.toString(second.requests()),
                Long.toString(second.opened()),
                Long.toString(second.open()));
    }

    private static String micros(OptionalLong nanos) {
        return nanos.isPresent() ? Rounding.micros(nanos.getAsLong()).toPlainString() : "";
    }
}
