package dev.pushbench.bench.result;

import dev.pushbench.client.measure.Second;
import dev.pushbench.client.measure.Traffic;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * {@code intervals.csv}: a row for each second of each trial's windows and one for what came after them, trials in the order of the run. What
 * {@code summary.csv} says of a window's bytes, requests and deliveries are sums and ratios of these rows.
 */
final class Intervals {
    private static final String PART = "part";

    private static final List<String> TITLES = Stream.concat(
                    Stream.of(
                            "cell",
                            "fork",
                            PART,
                            "start_ms",
                            "duration_ms",
                            "deliveries",
                            "latency_p50_us",
                            "latency_p99_us",
                            "latency_max_us",
                            "requests",
                            "connections_opened",
                            "connections_open",
                            "arrivals",
                            "empty_answers"),
                    WireClass.ALL.stream()
                            .flatMap(each -> Stream.of(each.id() + "_bytes_up", each.id() + "_bytes_down")))
            .toList();

    /** The columns that a report needs. */
    private static final List<String> READ = TITLES.subList(0, TITLES.indexOf("arrivals")).stream()
            .filter(title -> !title.equals(PART))
            .toList();

    private Intervals() {}

    /** Closes {@code out}. */
    static void write(OutputStream out, List<TrialResult> results) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (TrialResult result : results) {
            TrialSeconds.of(result).forEach(second -> rows.add(row(result, second)));
        }
        CsvFile.write(out, TITLES, rows);
    }

    /** The rows of such a file. Earlier builds wrote windows alone, and fewer columns. */
    static List<CsvRow> read(Path file) {
        return CsvFile.read(file, READ);
    }

    /** What such a row tells, with the latencies that it sums up. */
    static Slice slice(CsvRow row, Histogram latency) {
        return new Slice(
                row.count("fork"),
                part(row),
                row.whole("start_ms"),
                row.whole("duration_ms"),
                latency,
                row.whole("requests"),
                row.whole("connections_opened"),
                row.whole("connections_open"));
    }

    private static Second.Part part(CsvRow row) {
        String text = row.texts().getOrDefault(PART, Second.Part.WINDOW.id());
        for (Second.Part part : Second.Part.values()) {
            if (part.id().equals(text)) {
                return part;
            }
        }
        throw row.mistake(PART, "no part of a trial", "window, drain");
    }

    private static List<String> row(TrialResult result, Second second) {
        long startMillis = TrialSeconds.startMillis(second);
        Traffic traffic = second.amounts().traffic();
        List<String> row = new ArrayList<>(List.of(
                result.cell().id(),
                Integer.toString(result.trial().fork()),
                second.part().id(),
                Long.toString(startMillis),
                Long.toString(TrialSeconds.endMillis(second) - startMillis),
                Long.toString(second.latency().getTotalCount()),
                micros(Percentile.P50.of(second.latency())),
                micros(Percentile.P99.of(second.latency())),
                micros(Percentile.max(second.latency())),
                Long.toString(traffic.requests()),
                Long.toString(second.amounts().opened()),
                Long.toString(second.open()),
                Long.toString(second.amounts().arrivals()),
                Long.toString(traffic.emptyAnswers())));
        for (WireClass each : WireClass.ALL) {
            row.add(Long.toString(each.of(traffic.up())));
            row.add(Long.toString(each.of(traffic.down())));
        }
        return row;
    }

    private static String micros(OptionalLong nanos) {
        return nanos.isPresent() ? Rounding.micros(nanos.getAsLong()).toPlainString() : "";
    }
}
