package dev.pushbench.bench.result;

import dev.pushbench.bench.input.UsageError;
import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.client.measure.Second;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.HdrHistogram.HistogramLogWriter;

/**
 * {@code latency.hlog}: the latencies of each second of each trial, in the order of {@code intervals.csv}, as HdrHistogram's own
 * tools read them.
 *
 * <p>The tag of an interval is the name of its cell; of a trial that the cell's latency leaves out, that name and
 * {@value #REJECTED}. The histograms of a tag, added up, are what the cell's percentiles are taken from.
 */
final class LatencyLog {
    static final String REJECTED = ".rejected";

    private static final double MILLIS_PER_SECOND = 1e3;

    /** As many as are written. With five a line of a hundred characters would be a histogram of fifty megabytes, and be kept. */
    private static final int MOST_DIGITS = 3;

    private LatencyLog() {}

    /** The latencies of a second. */
    record Entry(String where, String tag, Histogram latency) {}

    /**
     * Closes {@code out}.
     *
     * @param start of the run: where its time line begins
     */
    static void write(OutputStream out, Instant start, List<TrialResult> results) throws IOException {
        Map<Cell, CellResult> cells =
                CellResult.of(results).stream().collect(Collectors.toMap(CellResult::cell, Function.identity()));
        try (PrintStream print = new PrintStream(out, false, StandardCharsets.UTF_8)) {
            HistogramLogWriter log = new HistogramLogWriter(print);
            writeHead(log, start);
            long sinceMillis = 0;
            for (TrialResult result : results) {
                CellResult cell = cells.get(result.cell());
                boolean isRejected = cell != null && cell.leavesOut(result, FigureGroup.LATENCY);
                String tag = result.cell().id() + (isRejected ? REJECTED : "");
                sinceMillis = write(log, tag, sinceMillis, TrialSeconds.of(result));
            }
            if (print.checkError()) {
                throw new IOException("not all latencies could be written");
            }
        }
    }

    private static void writeHead(HistogramLogWriter log, Instant start) {
        log.outputComment("Latency (received - due) in nanoseconds, an interval for each second of each trial.");
        log.outputComment(
                "Trials are laid one after the other: the time between them, and before their windows, is left out.");
        log.outputLogFormatVersion();
        // In the writer's own words, but for the time zone of this machine.
        log.outputComment(String.format(
                Locale.ROOT,
                "[StartTime: %.3f (seconds since epoch), %s]",
                start.toEpochMilli() / MILLIS_PER_SECOND,
                start));
        log.outputLegend();
    }

    /** Returns where the next trial begins. */
    private static long write(HistogramLogWriter log, String tag, long sinceMillis, List<Second> seconds) {
        long endMillis = sinceMillis;
        for (Second second : seconds) {
            Histogram latency = second.latency();
            latency.setTag(tag);
            endMillis = sinceMillis + TrialSeconds.endMillis(second);
            log.outputIntervalHistogram(
                    (sinceMillis + TrialSeconds.startMillis(second)) / MILLIS_PER_SECOND,
                    endMillis / MILLIS_PER_SECOND,
                    latency);
        }
        return endMillis;
    }

    /**
     * All intervals, in the order of the file.
     *
     * @throws UsageError where a line is no interval
     */
    static List<Entry> read(Path file) {
        String text = CsvFile.text(file);
        List<Entry> entries = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            String where = file + ":" + ++number;
            boolean isInterval = !line.isBlank() && !line.startsWith("#") && !line.startsWith("\"");
            if (isInterval) {
                entries.add(interval(line)
                        .map(latency -> new Entry(where, String.valueOf(latency.getTag()), latency))
                        .orElseThrow(() -> new UsageError(where, "not an interval of a histogram log")));
            }
        }
        if (!text.endsWith("\n")) {
            throw new UsageError(file + ":" + number, "ends in the middle of a line");
        }
        return entries;
    }

    /** Line by line, because the reader itself does not tell where it stumbled. */
    private static Optional<Histogram> interval(String line) {
        try (HistogramLogReader reader =
                new HistogramLogReader(new ByteArrayInputStream((line + "\n").getBytes(StandardCharsets.UTF_8)))) {
            return reader.nextIntervalHistogram() instanceof Histogram latency
                            && latency.getNumberOfSignificantValueDigits() <= MOST_DIGITS
                    ? Optional.of(latency)
                    : Optional.empty();
        } catch (RuntimeException malformed) {
            return Optional.empty();
        }
    }
}
