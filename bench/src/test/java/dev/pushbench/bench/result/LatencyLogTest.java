package dev.pushbench.bench.result;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pushbench.bench.input.UsageError;
import java.io.File;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogProcessor;
import org.HdrHistogram.HistogramLogReader;
import org.HdrHistogram.HistogramLogWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The log as HdrHistogram's own tools read it. */
@Timeout(60)
final class LatencyLogTest {
    private static final String POLLING = "polling-100u-10r-128b-500ms";
    private static final String LONG_POLLING = "long-polling-100u-10r-128b-25000ms";
    private static final int DELIVERIES_OF_A_TRIAL = 3 * 2_000 + 5;

    @TempDir
    private Path folder;

    private File log = new File("");
    private Run run = new Run("", KeptRuns.manifest(), List.of());

    @BeforeEach
    void keep() throws Exception {
        Path directory = KeptRuns.kept(folder, KeptRuns.twoCellsInFiveForks());
        log = directory.resolve("latency.hlog").toFile();
        run = RunReader.read(directory);
    }

    @Test
    void theReaderFindsAllDeliveriesUnderTheTagsOfTheirCells() throws Exception {
        Map<String, Histogram> byTag = new LinkedHashMap<>();
        try (HistogramLogReader reader = new HistogramLogReader(log)) {
            while (reader.hasNext()) {
                Histogram next = (Histogram) reader.nextIntervalHistogram();
                byTag.computeIfAbsent(next.getTag(), unseen -> new Histogram(3)).add(next);
            }
            assertThat(reader.getStartTimeSec()).isEqualTo(KeptRuns.START.toEpochMilli() / 1e3);
        }

        assertThat(byTag).containsOnlyKeys(POLLING, LONG_POLLING, LONG_POLLING + ".rejected");
        assertThat(byTag)
                .hasEntrySatisfying(
                        POLLING, all -> assertThat(all.getTotalCount()).isEqualTo(5 * DELIVERIES_OF_A_TRIAL))
                .hasEntrySatisfying(
                        LONG_POLLING, all -> assertThat(all.getTotalCount()).isEqualTo(4 * DELIVERIES_OF_A_TRIAL))
                .hasEntrySatisfying(
                        LONG_POLLING + ".rejected",
                        all -> assertThat(all.getTotalCount()).isEqualTo(DELIVERIES_OF_A_TRIAL));
        assertThat(byTag.get(POLLING)).isEqualTo(run.cells().get(0).latency());
    }

    @Test
    void intervalsLieOneAfterTheOther() throws Exception {
        List<Long> starts = new ArrayList<>();
        List<Long> ends = new ArrayList<>();
        try (HistogramLogReader reader = new HistogramLogReader(log)) {
            while (reader.hasNext()) {
                EncodableHistogram next = reader.nextIntervalHistogram();
                starts.add(next.getStartTimeStamp() - KeptRuns.START.toEpochMilli());
                ends.add(next.getEndTimeStamp() - KeptRuns.START.toEpochMilli());
            }
        }

        assertThat(starts).hasSize(40).startsWith(0L, 1_000L, 2_000L, 3_000L, 3_321L);
        for (int i = 1; i < starts.size(); i++) {
            // The reader cuts off what its sum of two fractions leaves of a millisecond.
            assertThat(starts.get(i)).isCloseTo(ends.get(i - 1), within(1L));
        }
    }

    @Test
    void theProcessorTellsThePercentilesOfTheSummary() throws Exception {
        Path out = folder.resolve("processed");
        HistogramLogProcessor processor = new HistogramLogProcessor(
                new String[] {"-i", log.getPath(), "-o", out.toString(), "-tag", LONG_POLLING});
        processor.start();
        processor.join();

        Row row = run.cells().get(1).row();
        List<String> percentiles = Files.readAllLines(Path.of(out + ".hgrm"));
        // In milliseconds, as the processor has it.
        assertThat(valueAt("0.500000000000", percentiles))
                .isEqualTo(row.number("latency_p50_us").orElseThrow().doubleValue() / 1e3, within(1e-2));
        assertThat(valueAt("1.000000000000", percentiles))
                .isEqualTo(row.number("latency_max_us").orElseThrow().doubleValue() / 1e3, within(1e-2));
        assertThat(percentiles)
                .anyMatch(line -> line.contains("Total count    = %12d".formatted(4 * DELIVERIES_OF_A_TRIAL)));
    }

    @Test
    void theLogSaysHowItIsToBeRead() throws Exception {
        assertThat(Files.readAllLines(log.toPath()).subList(0, 5))
                .containsExactly(
                        "#Latency (received - due) in nanoseconds, an interval for each second of each trial.",
                        "#Trials are laid one after the other: the time between them, and before their windows, is left out.",
                        "#[Histogram log format version 1.3]",
                        "#[StartTime: 1772600767.800 (seconds since epoch), 2026-03-04T05:06:07.800Z]",
                        "\"StartTimestamp\",\"Interval_Length\",\"Interval_Max\",\"Interval_Compressed_Histogram\"");
    }

    @Test
    void aHistogramOfMoreDigitsThanAreWrittenIsNotTaken() throws Exception {
        Histogram fine = new Histogram(5);
        fine.recordValue(1L << 40);
        Path other = folder.resolve("other.hlog");
        try (PrintStream out = new PrintStream(other.toFile(), UTF_8)) {
            new HistogramLogWriter(out).outputIntervalHistogram(0, 1, fine);
        }

        assertThat(Files.size(other)).isLessThan(200);
        assertThatThrownBy(() -> LatencyLog.read(other))
                .isInstanceOf(UsageError.class)
                .hasMessage(other + ":1: not an interval of a histogram log");
    }

    private static double valueAt(String percentile, List<String> lines) {
        return lines.stream()
                .map(String::strip)
                .filter(line -> line.matches("\\S+ +" + percentile + ".*"))
                .map(line -> Double.parseDouble(line.split(" +", -1)[0]))
                .findFirst()
                .orElseThrow();
    }
}
