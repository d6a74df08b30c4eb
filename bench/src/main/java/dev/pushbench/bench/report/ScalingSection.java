package dev.pushbench.bench.report;

import dev.pushbench.bench.report.chart.Axis;
import dev.pushbench.bench.report.chart.Heading;
import dev.pushbench.bench.report.chart.LineChart;
import dev.pushbench.bench.report.chart.Scale;
import dev.pushbench.bench.report.chart.Series;
import dev.pushbench.bench.result.CellRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Latency against users, or against the rate: what happens when there is more to do. */
final class ScalingSection {
    private static final List<String> COLUMNS = List.of("latency_p50_us", "latency_p99_us");

    private static final String USERS = "users";
    private static final int MOST_NAMED = 6;

    private final Cells cells;
    private final List<Figure> figures = new ArrayList<>();

    private ScalingSection(Cells cells) {
        this.cells = cells;
    }

    static Section of(Cells cells) {
        ScalingSection section = new ScalingSection(cells);
        cells.main().ifPresent(section::draw);
        return new Section(
                "scaling",
                "Latency against load",
                List.of(
                        "A flat line takes more load without delay; one that bends upwards has met its limit.",
                        "Both axes are logarithmic. A pale bar behind a point is where the median of its trials lies with 95 % confidence; without one, there were too few trials."),
                section.figures.isEmpty()
                        ? List.of(
                                "Neither users nor rate vary in this run. Measure more of them: --users 100,1000 or --rate 1,10.")
                        : List.of(),
                section.figures);
    }

    private void draw(Workload main) {
        Predicate<Workload> sameRate =
                other -> other.isOfTheKindOf(main) && other.eventsPerSecond() == main.eventsPerSecond();
        Predicate<Workload> sameUsers = other -> other.isOfTheKindOf(main) && other.users() == main.users();
        drawAgainst(USERS, Workload::users, sameRate, main.rateWords());
        drawAgainst("events per second", Workload::eventsPerSecond, sameUsers, main.usersWords());
    }

    private void drawAgainst(String load, ToDoubleFunction<Workload> amount, Predicate<Workload> kind, String fixed) {
        Map<String, List<CellRecord>> variants = cells.byVariant(kind);
        List<Double> amounts = variants.values().stream()
                .flatMap(List::stream)
                .map(cell -> amount.applyAsDouble(Cells.workload(cell)))
                .filter(each -> each > 0)
                .distinct()
                .sorted()
                .toList();
        if (amounts.size() < 2) {
            return;
        }
        for (String column : COLUMNS) {
            figures.add(figure(load, amount, variants, amounts, column, fixed));
        }
    }

    private Figure figure(
            String load,
            ToDoubleFunction<Workload> amount,
            Map<String, List<CellRecord>> variants,
            List<Double> amounts,
            String column,
            String fixed) {
        String percentile = column.equals(COLUMNS.get(0)) ? "Median latency" : "99th percentile of latency";
        List<Series> series = new ArrayList<>();
        variants.forEach((name, measured) -> series.add(
                new Series(name, Inks.of(measured.get(0).row().technique()), points(measured, amount, column), true)));
        Stream<Series.Point> all = series.stream().flatMap(each -> each.points().stream());
        Heading heading = new Heading(
                "scaling-" + figures.size(),
                percentile + " against " + load + ", " + fixed,
                "A line for each technique with a marker for each cell. The table has the same figures.");
        LineChart chart = new LineChart(
                heading,
                new Axis(load, scale(amounts), Digits::tick),
                new Axis(percentile, Scale.Logarithmic.of(all.mapToDouble(Series.Point::y)), Digits::microsTick),
                series);
        return Figure.of(
                heading, chart.svg(), table(load, amount, variants, amounts, column, percentile + ", " + fixed));
    }

    /** Logarithmic, with the measured amounts well inside and named, where they are few. */
    private static Scale scale(List<Double> amounts) {
        Scale whole = Scale.Logarithmic.between(amounts.get(0) / 1.3, amounts.get(amounts.size() - 1) * 1.3);
        return amounts.size() <= MOST_NAMED ? new Scale.Named(whole, amounts) : whole;
    }

    private static List<Series.Point> points(
            List<CellRecord> measured, ToDoubleFunction<Workload> amount, String column) {
        return measured.stream()
                .filter(cell -> Figures.of(cell, column).orElse(0) > 0)
                .map(cell -> {
                    double value = Figures.of(cell, column).orElse(0);
                    double at = amount.applyAsDouble(Cells.workload(cell));
                    Optional<Series.Range> range = Figures.interval(cell, column)
                            .map(interval -> new Series.Range(interval.low(), interval.high()));
                    return new Series.Point(at, value, range, Digits.tick(at) + ": " + Digits.micros(value));
                })
                .sorted(Comparator.comparingDouble(Series.Point::x))
                .toList();
    }

    private static Table table(
            String load,
            ToDoubleFunction<Workload> amount,
            Map<String, List<CellRecord>> variants,
            List<Double> amounts,
            String column,
            String caption) {
        List<String> header = new ArrayList<>(List.of("technique"));
        amounts.forEach(each -> header.add(Digits.tick(each) + (load.equals(USERS) ? " users" : " /s")));
        List<List<String>> rows = new ArrayList<>();
        variants.forEach((name, measured) -> {
            List<String> row = new ArrayList<>(List.of(name));
            for (double each : amounts) {
                row.add(measured.stream()
                        .filter(cell -> amount.applyAsDouble(Cells.workload(cell)) == each)
                        .map(cell -> LatencySection.withInterval(cell, column))
                        .findFirst()
                        .orElse(Digits.NONE));
            }
            rows.add(row);
        });
        return new Table(caption, header, rows);
    }
}
