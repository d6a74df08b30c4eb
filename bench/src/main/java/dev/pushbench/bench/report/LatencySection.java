package dev.pushbench.bench.report;

import dev.pushbench.bench.report.chart.Axis;
import dev.pushbench.bench.report.chart.Heading;
import dev.pushbench.bench.report.chart.LineChart;
import dev.pushbench.bench.report.chart.Scale;
import dev.pushbench.bench.report.chart.Series;
import dev.pushbench.bench.result.CellRecord;
import dev.pushbench.bench.result.FigureGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** Latency by percentile: the whole distribution, and not its middle alone. */
final class LatencySection {
    private static final int POINTS_PER_DECADE = 40;
    private static final List<String> PERCENTILES = List.of("p50", "p90", "p99", "p999", "p9999", "max");

    private LatencySection() {}

    static Section of(Cells cells) {
        List<Figure> figures =
                Figure.ofEach(cells.mainFirst(), (workload, number) -> List.of(figure(cells, workload, number)));
        return new Section(
                "latency",
                "Latency by percentile",
                List.of(
                        "Latency counts from the instant an event was due until the user read it. Lower is better.",
                        "To the right the unluckier deliveries: at 99 % stands what one in a hundred exceeded. Each step of the axis is ten times rarer, and each line ends where its samples end.",
                        "Both axes are logarithmic: a line twice as high up may be ten times as slow.",
                        "In brackets is where the median of the trials lies with 95 % confidence, where there are enough of them; the figure before is of all deliveries together."),
                figures.isEmpty() ? List.of("No cell has a result.") : List.of(),
                figures);
    }

    private static Figure figure(Cells cells, Workload workload, int number) {
        List<CellRecord> measured = cells.results(workload).stream()
                .filter(cell -> cell.row().isUsable(FigureGroup.LATENCY)
                        && cell.latency().getTotalCount() > 0)
                .toList();
        List<Series> series = measured.stream()
                .map(cell ->
                        new Series(cells.name(cell), Inks.of(cell.row().technique()), points(cell.latency()), false))
                .toList();
        Axis rarity = new Axis(
                "deliveries that were at least as fast",
                Scale.Logarithmic.between(
                        1,
                        Math.max(
                                10,
                                all(series).mapToDouble(Series.Point::x).max().orElse(10))),
                LatencySection::percentile);
        Axis latency =
                new Axis("latency", Scale.Logarithmic.of(all(series).mapToDouble(Series.Point::y)), Digits::microsTick);
        Heading heading = new Heading(
                "latency-" + number,
                "Latency by percentile, " + workload.words(),
                "A line for each technique, from its fastest delivery at the left to its slowest at the right. The table has the same figures.");
        return Figure.of(heading, new LineChart(heading, rarity, latency, series).svg(), table(cells, workload));
    }

    /** At most one point for each fortieth of a decade, where the value is another than before; always the last. */
    static List<Series.Point> points(Histogram latency) {
        long samples = latency.getTotalCount();
        List<Series.Point> points = new ArrayList<>();
        int steps = (int) Math.ceil(Math.log10((double) Math.max(samples, 2)) * POINTS_PER_DECADE);
        long before = -1;
        for (int step = 0; step <= steps && points.size() < Series.MOST_POINTS; step++) {
            double rarity = step == steps ? (double) samples : Math.pow(10, (double) step / POINTS_PER_DECADE);
            long nanos = latency.getValueAtPercentile(100 - 100 / Math.max(1, rarity));
            if (nanos != before || step == steps) {
                points.add(new Series.Point(Math.max(1, rarity), Math.max(1, nanos) / 1e3));
                before = nanos;
            }
        }
        return points;
    }

    /** {@code 1/(1 − p)} as a percentile: 100 is 99 %. */
    static String percentile(double rarity) {
        int nines = (int) Math.round(Math.log10(rarity));
        double power = Math.pow(10, nines);
        if (Math.abs(rarity - power) > 1e-6 * power) {
            return Digits.tick(100 - 100 / rarity) + " %";
        }
        return switch (nines) {
            case 0 -> "0 %";
            case 1 -> "90 %";
            case 2 -> "99 %";
            default -> "99." + "9".repeat(nines - 2) + " %";
        };
    }

    private static Table table(Cells cells, Workload workload) {
        List<String> header = new ArrayList<>(List.of("technique", "validity"));
        header.addAll(List.of("50 %", "90 %", "99 %", "99.9 %", "99.99 %", "slowest", "samples"));
        List<List<String>> rows = new ArrayList<>();
        for (CellRecord cell : cells.results(workload)) {
            List<String> row = new ArrayList<>(List.of(
                    cells.name(cell), cell.row().grade(FigureGroup.LATENCY).name()));
            PERCENTILES.forEach(each -> row.add(withInterval(cell, "latency_" + each + "_us")));
            row.add(Digits.count(cell.latency().getTotalCount()));
            rows.add(row);
        }
        return new Table("Latency, " + workload.words(), header, rows);
    }

    /** {@code 5.24 ms (5.01–5.40)}: the interval in the figure's unit. */
    static String withInterval(CellRecord cell, String column) {
        OptionalDouble figure = Figures.of(cell, column);
        String told = Digits.or(figure, Digits::micros);
        return Figures.interval(cell, column)
                .filter(range -> figure.isPresent())
                .map(range -> told + " (" + Digits.microsLike(range.low(), figure.getAsDouble()) + "–"
                        + Digits.microsLike(range.high(), figure.getAsDouble()) + ")")
                .orElse(told);
    }

    private static Stream<Series.Point> all(List<Series> series) {
        return series.stream().flatMap(each -> each.points().stream());
    }
}
