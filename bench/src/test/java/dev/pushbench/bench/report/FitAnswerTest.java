package dev.pushbench.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.report.fit.Need;
import dev.pushbench.bench.result.CellRecord;
import dev.pushbench.bench.result.Estimate;
import dev.pushbench.bench.result.Row;
import dev.pushbench.bench.result.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a technique fits, and how the table says from what it knows that. */
final class FitAnswerTest {
    @ParameterizedTest
    @CsvSource({
        // The columns of the summary come first.
        "150, 100, 190, 50, 60, 200, yes,         100 ms to 190 ms",
        "150, 100, 200, 50, 60, 200, yes,         100 ms to 200 ms",
        "150, 100, 201, 50, 60, 200, not certain, 100 ms to 201 ms",
        "210, 199, 230, 50, 60, 200, not certain, 199 ms to 230 ms",
        "210, 201, 230, 50, 60, 200, no,          201 ms to 230 ms",
        // Then the interval of the trials' medians, extended to the figure.
        "150,    ,    , 140, 190, 200, yes,         140 ms to 190 ms",
        "150,    ,    , 140, 210, 200, not certain, 140 ms to 210 ms",
        "205,    ,    , 140, 190, 200, not certain, 140 ms to 205 ms",
        "250,    ,    , 220, 280, 200, no,          220 ms to 280 ms",
        // A single figure is known to a factor of two.
        "100,    ,    ,    ,    , 200, yes,         unknown",
        "101,    ,    ,    ,    , 200, not certain, unknown",
        "400,    ,    ,    ,    , 200, not certain, unknown",
        "401,    ,    ,    ,    , 200, no,          unknown"
    })
    void theUpperEndOfTheIntervalHasToMeetTheLimit(
            double p99,
            Double low,
            Double high,
            Double medianLow,
            Double medianHigh,
            int limitMillis,
            String fits,
            String interval) {
        Run run = run(cell -> measured(cell, p99, Optional.ofNullable(low), Optional.ofNullable(high))
                .withInterval(medianLow == null ? Optional.empty() : Optional.of(interval(medianLow, medianHigh)))
                .cell());

        List<String> row = row(run, need(1000, 10, limitMillis), "sse");

        assertThat(row.get(1)).isEqualTo(fits);
        assertThat(row.get(2)).isEqualTo("measured");
        assertThat(row.get(6)).isEqualTo(interval);
    }

    @ParameterizedTest
    @CsvSource({
        // Between 100 users (8 to 12 ms) and 1,000 users (90 to 130 ms).
        "550,  10, 130, yes,         between measured, 55.0 ms, 8.00 ms to 130 ms",
        "550,  10, 129, not certain, between measured, 55.0 ms, 8.00 ms to 130 ms",
        "550,  10,   8, not certain, between measured, 55.0 ms, 8.00 ms to 130 ms",
        "550,  10,   7, no,          between measured, 55.0 ms, 8.00 ms to 130 ms",
        // Nothing is known about the error of an extrapolation, whatever the limit is.
        "2000, 10, 900, not certain, extrapolated,     200 ms,  unknown",
        "2000, 10,   1, not certain, extrapolated,     200 ms,  unknown",
        "50,   10, 900, not certain, extrapolated,     10.0 ms, unknown",
        "1000, 90, 900, not certain, extrapolated,     100 ms,  unknown"
    })
    void aPredictedLatencyHasAnErrorOfItsOwn(
            int users, double rate, int limitMillis, String fits, String basis, String p99, String interval) {
        Run run = run(cell -> cell.row().users() == 100
                ? measured(cell, 10, Optional.of(8.0), Optional.of(12.0)).cell()
                : measured(cell, 100, Optional.of(90.0), Optional.of(130.0)).cell());

        List<String> row = row(run, need(users, rate, limitMillis), "sse");

        assertThat(row.subList(1, 3)).containsExactly(fits, basis);
        assertThat(row.subList(5, 7)).containsExactly(p99, interval);
    }

    @Test
    void withoutALimitThereIsNothingToMeet() {
        List<String> row = row(Runs.standard().run(), new Need(1000, 10, Optional.empty()), "sse");

        assertThat(row.get(1)).isEqualTo("–");
    }

    @ParameterizedTest
    @CsvSource({"1000, NOISY", "100,  VALID", "550,  NOISY: 1 of 2 cells", "5000, NOISY: 1 of 2 cells"})
    void cellsThatAreNotValidAreMarked(int users, String validity) {
        Run run = Runs.standard().graded("sse-1000u-10r-128b-minimal", "NOISY").run();

        assertThat(row(run, need(users, 10, 200), "sse").get(3)).isEqualTo(validity);
        assertThat(row(run, need(users, 10, 200), "websocket").get(3)).isEqualTo("VALID");
        assertThat(FitTable.of(run).measured().rows())
                .filteredOn(row -> row.get(0).equals("sse"))
                .extracting(row -> row.get(1) + " " + row.get(3))
                .containsExactly("100 VALID", "1,000 NOISY");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1000 | that of this load",
                "550  | p99: 100 and 1,000 users; memory: 1,000 users; other costs: 2 cells",
                "5000 | p99: 100 and 1,000 users; memory: 1,000 users; other costs: 2 cells",
                "50   | p99: 100 users; memory: 1,000 users; other costs: 2 cells"
            })
    void aLineSaysFromWhichCellsItsFiguresAre(int users, String cells) {
        assertThat(row(Runs.standard().run(), need(users, 10, 200), "sse").get(12))
                .isEqualTo(cells);
    }

    @Test
    void theTitleSaysWhatTheRateIs() {
        assertThat(Report.offers(Runs.standard().run(), need(1000, 10, 200)).title())
                .isEqualTo("1,000 users, 10 events/s published in all rooms together, p99 limit 200 ms");
    }

    private static Need need(int users, double rate, int limitMillis) {
        return new Need(users, rate, Optional.of(Duration.ofMillis(limitMillis)));
    }

    private static List<String> row(Run run, Need need, String technique) {
        return Report.offers(run, need).rows().stream()
                .filter(row -> row.get(0).equals(technique))
                .findFirst()
                .orElseThrow();
    }

    private static Run run(UnaryOperator<CellRecord> change) {
        Run run = Runs.standard().run();
        List<CellRecord> cells = new ArrayList<>(run.cells());
        cells.replaceAll(change);
        return new Run(run.name(), run.manifest(), cells);
    }

    private static Estimate.Interval interval(double lowMillis, double highMillis) {
        return new Estimate.Interval(lowMillis * 1e3, highMillis * 1e3);
    }

    private record Measured(CellRecord cell) {
        Measured withInterval(Optional<Estimate.Interval> interval) {
            Estimate estimate = new Estimate("latency_p99", "us", 0, interval, 5);
            return new Measured(new CellRecord(
                    cell.row(), cell.trials(), List.of(estimate), cell.latency(), cell.slices(), cell.timeline()));
        }
    }

    private static Measured measured(CellRecord cell, double millis, Optional<Double> low, Optional<Double> high) {
        Map<String, String> texts = new LinkedHashMap<>(cell.row().texts());
        texts.put("latency_p99_us", Double.toString(millis * 1e3));
        texts.put(
                "latency_p99_low_us",
                low.map(each -> Double.toString(each * 1e3)).orElse(""));
        texts.put(
                "latency_p99_high_us",
                high.map(each -> Double.toString(each * 1e3)).orElse(""));
        return new Measured(new CellRecord(
                new Row(texts), cell.trials(), List.of(), cell.latency(), cell.slices(), cell.timeline()));
    }
}
