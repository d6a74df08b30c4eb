package dev.pushbench.bench.result;

import dev.pushbench.bench.compare.MedianInterval;
import dev.pushbench.bench.compare.Sample;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code metrics.csv}: every figure of every trial on a row of its own, and of every cell the median of its trials.
 *
 * <p>The median comes with the interval in which it lies with a confidence of 95 %, where there are enough trials to tell: see
 * {@link MedianInterval#LEAST_TRIALS}. What a trial that is no result measured is there too, as {@value #REJECTED}, and in no
 * median. This is the median of the trials' figures: a percentile in {@code summary.csv} is of all deliveries together.
 */
final class Metrics {
    private static final List<String> TITLES =
            List.of("run", "cell", "trial", "metric", "unit", "stat", "value", "ci_low", "ci_high", "n");

    private static final String ALL = "all";
    private static final String VALUE = "value";
    private static final String REJECTED = "rejected";
    private static final String MEDIAN = "median";

    private Metrics() {}

    /**
     * Closes {@code out}.
     *
     * @param run name of its directory
     */
    static void write(OutputStream out, String run, List<CellResult> cells) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (CellResult cell : cells) {
            List<Figures> trials = cell.trials().stream().map(Figures::of).toList();
            for (Column column : figures()) {
                for (int i = 0; i < trials.size(); i++) {
                    TrialResult trial = cell.trials().get(i);
                    value(run, column, trial, trials.get(i)).ifPresent(rows::add);
                }
                estimate(column, trials)
                        .map(estimate -> row(run, cell.cell().id(), estimate))
                        .ifPresent(rows::add);
            }
        }
        CsvFile.write(out, TITLES, rows);
    }

    /** The medians in such a file, by the name of their cell. */
    static Map<String, List<Estimate>> read(Path file) {
        Map<String, List<Estimate>> estimates = new LinkedHashMap<>();
        for (CsvRow row : CsvFile.read(file, TITLES)) {
            List<Estimate> ofCell = estimates.computeIfAbsent(row.text("cell"), unseen -> new ArrayList<>());
            if (row.text("stat").equals(MEDIAN)) {
                ofCell.add(estimate(row));
            }
        }
        return estimates;
    }

    private static List<Column> figures() {
        return Columns.ALL.stream().filter(Column::isFigure).toList();
    }

    private static Optional<Estimate> estimate(Column column, List<Figures> trials) {
        List<Double> values = trials.stream()
                .filter(trial -> trial.validity().isResult())
                .map(column.value())
                .flatMap(Optional::stream)
                .map(value -> ((Number) value).doubleValue())
                .toList();
        return Sample.of(values)
                .map(sample -> new Estimate(
                        column.metric(),
                        column.unit(),
                        sample.median(),
                        MedianInterval.of(sample).map(found -> new Estimate.Interval(found.low(), found.high())),
                        sample.size()));
    }

    private static Optional<List<String>> value(String run, Column column, TrialResult trial, Figures figures) {
        return column.value()
                .apply(figures)
                .map(value -> List.of(
                        run,
                        trial.cell().id(),
                        Integer.toString(trial.trial().fork()),
                        column.metric(),
                        column.unit(),
                        trial.validity().isResult() ? VALUE : REJECTED,
                        Column.text(value),
                        "",
                        "",
                        "1"));
    }

    private static List<String> row(String run, String cell, Estimate estimate) {
        return List.of(
                run,
                cell,
                ALL,
                estimate.metric(),
                estimate.unit(),
                MEDIAN,
                text(estimate.value()),
                estimate.interval().map(interval -> text(interval.low())).orElse(""),
                estimate.interval().map(interval -> text(interval.high())).orElse(""),
                Integer.toString(estimate.trials()));
    }

    private static Estimate estimate(CsvRow row) {
        Optional<Double> high = row.optionalNumber("ci_high");
        return new Estimate(
                row.text("metric"),
                FormerNames.unit(row.text("unit")),
                row.number("value"),
                row.optionalNumber("ci_low").flatMap(low -> high.map(end -> new Estimate.Interval(low, end))),
                row.count("n"));
    }

    private static String text(double value) {
        return BigDecimal.valueOf(value).toPlainString();
    }
}
