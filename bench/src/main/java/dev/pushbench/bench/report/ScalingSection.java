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
    private static final List<Measure> MEASURES = List.of(
            new Measure("Median latency", "latency_p50_us"),
            new Measure("99th percentile of latency", "latency_p99_us"));

    private ScalingSection() {}

    static Section of(Cells cells) {
        List<Figure> figures = Figure.ofEach(cells.kinds(), (kind, number) -> figures(cells, kind, number));
        return new Section(
                "scaling",
                "Latency against load",
                List.of(
                        "A flat line takes more load without delay; one that bends upwards has met its limit.",
                        "Both axes are logarithmic. A pale bar behind a point is where the median of its trials lies with 95 % confidence; without one, there were too few trials."),
                figures.isEmpty()
                        ? List.of(
                                "Neither users nor rate vary in this run. Measure more of them: --users 100,1000 or --rate 1,10.")
                        : List.of(),
                figures);
    }

    private static List<Figure> figures(Cells cells, Workload kind, int number) {
        List<Figure> figures = new ArrayList<>();
        for (Sweep sweep : sweeps(cells, kind)) {
            for (Measure measure : MEASURES) {
                figures.add(figure(sweep, measure, "scaling-" + (number + figures.size())));
            }
        }
        return figures;
    }

    private record Measure(String title, String column) {}

    /**
     * Cells that differ in one thing.
     *
     * @param amount of what differs
     * @param unit after an amount, in a table
     * @param fixed what does not differ, in words
     * @param variants cells by the name of their line
     */
    private record Sweep(
            String title,
            String unit,
            ToDoubleFunction<Workload> amount,
            String fixed,
            Map<String, List<CellRecord>> variants) {
        private static final int MOST_NAMED = 6;

        double at(CellRecord cell) {
            return amount.applyAsDouble(Cells.workload(cell));
        }

        List<Double> amounts() {
            return variants.values().stream()
                    .flatMap(List::stream)
                    .map(this::at)
                    .filter(each -> each > 0)
                    .distinct()
                    .sorted()
                    .toList();
        }

        /** Logarithmic, with the measured amounts well inside and named, where they are few. */
        Axis axis() {
            List<Double> amounts = amounts();
            Scale whole = Scale.Logarithmic.between(amounts.get(0) / 1.3, amounts.get(amounts.size() - 1) * 1.3);
            Scale scale = amounts.size() <= MOST_NAMED ? new Scale.Named(whole, amounts) : whole;
            return new Axis(title, scale, Digits::tick);
        }
    }

    /** Over users at the main rate, and over rates with the main users, where these vary. */
    private static List<Sweep> sweeps(Cells cells, Workload main) {
        Predicate<Workload> sameRate =
                other -> other.isOfTheKindOf(main) && other.eventsPerSecond() == main.eventsPerSecond();
        Predicate<Workload> sameUsers = other -> other.isOfTheKindOf(main) && other.users() == main.users();
        return Stream.of(
                        new Sweep(
                                "users",
                                " users",
                                Workload::users,
                                main.rateWords() + cells.beside(main),
                                cells.byVariant(sameRate)),
                        new Sweep(
                                "events per second",
                                " /s",
                                Workload::eventsPerSecond,
                                main.usersWords() + cells.beside(main),
                                cells.byVariant(sameUsers)))
                .filter(sweep -> sweep.amounts().size() > 1)
                .toList();
    }

    private static Figure figure(Sweep sweep, Measure measure, String id) {
        List<Series> series = new ArrayList<>();
        sweep.variants()
                .forEach((name, measured) -> series.add(new Series(
                        name, Inks.of(measured.get(0).row().technique()), points(sweep, measured, measure), true)));
        Stream<Series.Point> all = series.stream().flatMap(each -> each.points().stream());
        Heading heading = new Heading(
                id,
                measure.title() + " against " + sweep.title() + ", " + sweep.fixed(),
                "A line for each technique with a marker for each cell. The table has the same figures.");
        Axis latency =
                new Axis(measure.title(), Scale.Logarithmic.of(all.mapToDouble(Series.Point::y)), Digits::microsTick);
        return Figure.of(heading, new LineChart(heading, sweep.axis(), latency, series).svg(), table(sweep, measure));
    }

    private static List<Series.Point> points(Sweep sweep, List<CellRecord> measured, Measure measure) {
        return measured.stream()
                .filter(cell -> Figures.of(cell, measure.column()).orElse(0) > 0)
                .map(cell -> {
                    double value = Figures.of(cell, measure.column()).orElse(0);
                    Optional<Series.Range> range = Figures.interval(cell, measure.column())
                            .map(interval -> new Series.Range(interval.low(), interval.high()));
                    String tip = Digits.tick(sweep.at(cell)) + sweep.unit() + ": " + Digits.micros(value);
                    return new Series.Point(sweep.at(cell), value, range, tip);
                })
                .sorted(Comparator.comparingDouble(Series.Point::x))
                .toList();
    }

    private static Table table(Sweep sweep, Measure measure) {
        List<String> header = new ArrayList<>(List.of("technique"));
        sweep.amounts().forEach(each -> header.add(Digits.tick(each) + sweep.unit()));
        List<List<String>> rows = new ArrayList<>();
        sweep.variants().forEach((name, measured) -> {
            List<String> row = new ArrayList<>(List.of(name));
            for (double each : sweep.amounts()) {
                row.add(measured.stream()
                        .filter(cell -> sweep.at(cell) == each)
                        .map(cell -> LatencySection.withInterval(cell, measure.column()))
                        .findFirst()
                        .orElse(Digits.NONE));
            }
            rows.add(row);
        });
        return new Table(measure.title() + ", " + sweep.fixed(), header, rows);
    }
}
