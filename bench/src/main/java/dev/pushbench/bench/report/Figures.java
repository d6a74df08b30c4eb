package dev.pushbench.bench.report;

import dev.pushbench.bench.result.CellRecord;
import dev.pushbench.bench.result.Estimate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Looks up figures of a cell by the names of the summary's columns. */
final class Figures {
    private Figures() {}

    /** The summary's figure; empty where it was not measured, or is no result. */
    static OptionalDouble of(CellRecord cell, String column) {
        String text = cell.row().text(column);
        return SummaryColumns.isNumber(column, text) && cell.row().isUsable(column)
                ? OptionalDouble.of(Double.parseDouble(text))
                : OptionalDouble.empty();
    }

    /** Where the median of the trials' figures lies; empty where there are too few trials to say, or it is no result. */
    static Optional<Estimate.Interval> interval(CellRecord cell, String column) {
        if (!cell.row().isUsable(column)) {
            return Optional.empty();
        }
        return cell.estimates().stream()
                .filter(estimate ->
                        estimate.metric().equals(column) || (estimate.metric() + "_" + estimate.unit()).equals(column))
                .findFirst()
                .flatMap(Estimate::interval);
    }

    /** How far from the figure the ends of its interval are, as a share of it; empty where there is no interval. */
    static OptionalDouble error(CellRecord cell, String column) {
        Optional<Estimate.Interval> interval = interval(cell, column);
        OptionalDouble figure = of(cell, column);
        if (interval.isEmpty() || figure.isEmpty() || figure.getAsDouble() == 0) {
            return OptionalDouble.empty();
        }
        double value = figure.getAsDouble();
        return OptionalDouble.of(Math.max(
                        Math.abs(value - interval.get().low()),
                        Math.abs(interval.get().high() - value))
                / value);
    }

    /** The sum of those that were measured; empty where none was. */
    static OptionalDouble sum(CellRecord cell, List<String> columns) {
        return columns.stream()
                .map(column -> of(cell, column))
                .filter(OptionalDouble::isPresent)
                .map(OptionalDouble::getAsDouble)
                .reduce(Double::sum)
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
    }
}
