package dev.pushbench.bench.report;

import dev.pushbench.bench.report.chart.Axis;
import dev.pushbench.bench.report.chart.Heading;
import dev.pushbench.bench.report.chart.LineChart;
import dev.pushbench.bench.report.chart.Scale;
import dev.pushbench.bench.report.chart.Series;
import dev.pushbench.bench.result.CellRecord;
import dev.pushbench.bench.result.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Requests and connections, second by second. */
final class TrafficSection {
    private TrafficSection() {}

    static Section of(Cells cells) {
        List<Figure> figures =
                cells.main().map(workload -> figures(cells, workload)).orElse(List.of());
        return new Section(
                "traffic",
                "Requests and connections over time",
                List.of(
                        "What the server has to answer and to hold, second by second of the first trial. Push techniques ask once, while connecting, and then never again.",
                        "The heights are logarithmic, with zero at the foot: lines there lie upon each other."),
                figures.isEmpty() ? List.of("Nothing was kept second by second.") : List.of(),
                figures);
    }

    private static List<Figure> figures(Cells cells, Workload workload) {
        List<CellRecord> measured = cells.results(workload).stream()
                .filter(cell -> !firstTrial(cell).isEmpty())
                .toList();
        if (measured.isEmpty()) {
            return List.of();
        }
        Measure requests = new Measure("Requests per second", slice -> slice.requests() * 1e3 / slice.millis());
        Measure open = new Measure("Open connections", Slice::connectionsOpen);
        Measure opened =
                new Measure("Connections opened per second", slice -> slice.connectionsOpened() * 1e3 / slice.millis());
        return List.of(
                requests.figure(cells, workload, measured),
                open.figure(cells, workload, measured),
                opened.figure(cells, workload, measured).folded(opened.title()));
    }

    /** One of the figures that a slice has. */
    private record Measure(String title, ToDoubleFunction<Slice> value) {
        Figure figure(Cells cells, Workload workload, List<CellRecord> measured) {
            List<Series> series = measured.stream()
                    .map(cell -> new Series(cells.name(cell), Inks.of(cell.row().technique()), points(cell), false))
                    .toList();
            Heading heading = new Heading(
                    "traffic-" + title.toLowerCase(Locale.ROOT).replace(' ', '-'),
                    title + ", " + workload.words(),
                    "A line for each technique. The table has the least, the median and the most of each.");
            Axis time = new Axis(
                    "seconds since the window began",
                    Scale.Linear.fromZero(all(series).stream().mapToDouble(Series.Point::x)),
                    Digits::tick);
            Axis height = new Axis(
                    title, Scale.Logarithmic.of(all(series).stream().mapToDouble(Series.Point::y)), Digits::tick);
            return Figure.of(
                    heading, new LineChart(heading, time, height, series).svg(), table(cells, workload, measured));
        }

        private List<Series.Point> points(CellRecord cell) {
            return firstTrial(cell).stream()
                    .limit(Series.MOST_POINTS)
                    .map(slice ->
                            new Series.Point((slice.startMillis() + slice.millis()) / 1e3, value.applyAsDouble(slice)))
                    .toList();
        }

        private Table table(Cells cells, Workload workload, List<CellRecord> measured) {
            List<List<String>> rows = new ArrayList<>();
            for (CellRecord cell : measured) {
                double[] values =
                        firstTrial(cell).stream().mapToDouble(value).sorted().toArray();
                rows.add(List.of(
                        cells.name(cell),
                        Digits.three(values[0]),
                        Digits.three(values[values.length / 2]),
                        Digits.three(values[values.length - 1])));
            }
            return new Table(
                    title + ", second by second, " + workload.words(),
                    List.of("technique", "least", "median", "most"),
                    rows);
        }

        private static List<Series.Point> all(List<Series> series) {
            return series.stream().flatMap(each -> each.points().stream()).toList();
        }
    }

    /** Its windows: what came after them is of no rate. */
    private static List<Slice> firstTrial(CellRecord cell) {
        return cell.slices().stream()
                .filter(slice -> slice.fork() == cell.slices().get(0).fork() && slice.isWindow())
                .toList();
    }
}
