package dev.pushbench.bench.report;

import dev.pushbench.bench.claim.ClaimChart;
import dev.pushbench.bench.claim.ClaimResult;
import dev.pushbench.bench.claim.ClaimsFound;
import dev.pushbench.bench.claim.Measure;
import dev.pushbench.bench.claim.Words;
import dev.pushbench.bench.report.chart.Axis;
import dev.pushbench.bench.report.chart.BarChart;
import dev.pushbench.bench.report.chart.Heading;
import dev.pushbench.bench.report.chart.Ink;
import dev.pushbench.bench.report.chart.LineChart;
import dev.pushbench.bench.report.chart.Scale;
import dev.pushbench.bench.report.chart.Series;
import dev.pushbench.protocol.Technique;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;

/** What became of the claims: a table of all, then for each its chart and the figures that its verdict rests on. */
final class ClaimsSection {
    private static final String PLAIN = "#7d8590";

    private ClaimsSection() {}

    static Section of(ClaimsFound found) {
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of(new Table(found.sentence(), ClaimsFound.TITLES, found.rows())));
        found.claims().forEach(claim -> figures.add(figure(claim)));
        return new Section(
                "claims",
                "Claims",
                List.of(
                        "A verdict is computed by a rule from the cells named below its chart; claims.json has rule, cells and figures."
                                + " Whatever it is, it is of this machine and these settings.",
                        "HOLDS IF names the condition that was found. NOT MEASURED HERE is no verdict, and says why there is none.",
                        found.intervals()),
                List.of(found.sentence() + "."),
                figures);
    }

    private static Figure figure(ClaimResult claim) {
        List<List<String>> rows = new ArrayList<>();
        claim.verdict().measures().forEach(measure -> rows.add(List.of(measure.name(), told(measure))));
        rows.add(List.of("said by", claim.source()));
        rows.add(List.of("experiment", claim.experiment()));
        rows.add(List.of("rule", claim.rule()));
        rows.add(List.of("cells", claim.cells().isEmpty() ? "none: direct trials" : String.join(", ", claim.cells())));
        if (!claim.noisy().isEmpty()) {
            rows.add(List.of("of them noisy", String.join(", ", claim.noisy())));
        }
        Table table = new Table(claim.id() + ": what the verdict rests on", List.of("measure", "figure"), rows);
        String title =
                claim.id() + ": " + claim.words() + ". " + claim.verdict().words();
        return claim.verdict()
                .chart()
                .map(chart -> {
                    Heading heading = new Heading(
                            "claim-" + claim.id().toLowerCase(Locale.ROOT),
                            title,
                            claim.verdict().finding() + ". The table has the figures.");
                    return Figure.of(heading, svg(heading, chart), table);
                })
                .orElseGet(() -> Figure.of(table).folded(title));
    }

    private static String told(Measure measure) {
        return measure.unit().equals("check") ? (measure.value() == 1 ? "yes" : "no") : measure.words();
    }

    private static String svg(Heading heading, ClaimChart chart) {
        return chart.across().isPresent() ? lines(heading, chart, chart.across().get()) : bars(heading, chart);
    }

    private static String bars(Heading heading, ClaimChart chart) {
        List<BarChart.Bar> bars = chart.lines().stream()
                .map(line -> {
                    double value = line.points().get(0).value();
                    return new BarChart.Bar(line.name(), ink(line), List.of(value), Words.of(chart.unit(), value));
                })
                .toList();
        Scale scale =
                Scale.Linear.fromZero( // no bar is cut: how much longer one is than another is what a claim is about
                        bars.stream()
                                .mapToDouble(bar -> Math.max(0, bar.values().get(0))));
        Axis axis = new Axis(chart.axis(), scale, tick(chart.unit()));
        return new BarChart(heading, List.of(new BarChart.Part(chart.axis(), PLAIN)), axis, bars).svg();
    }

    private static String lines(Heading heading, ClaimChart chart, String across) {
        List<Series> series = chart.lines().stream()
                .map(line -> new Series(
                        line.name(),
                        ink(line).orElse(new Ink(PLAIN, "none", Ink.Marker.CIRCLE)),
                        line.points().stream()
                                .map(point -> point(chart, across, point))
                                .toList(),
                        true))
                .toList();
        double[] places = chart.lines().stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(ClaimChart.Point::x)
                .distinct()
                .sorted()
                .toArray();
        Scale whole = Scale.Logarithmic.between(places[0] / 1.3, places[places.length - 1] * 1.3);
        Axis x = new Axis(
                across, new Scale.Named(whole, DoubleStream.of(places).boxed().toList()), Digits::tick);
        Axis y = new Axis(chart.axis(), heights(chart), tick(chart.unit()));
        return new LineChart(heading, x, y, series).svg();
    }

    /** Shares from nothing, so that nothing can be seen to be nothing; all else by factors. */
    private static Scale heights(ClaimChart chart) {
        DoubleStream values =
                chart.lines().stream().flatMap(line -> line.points().stream()).mapToDouble(ClaimChart.Point::value);
        return chart.unit().equals("share") ? Scale.Linear.fromZero(values) : Scale.Logarithmic.of(values);
    }

    private static Series.Point point(ClaimChart chart, String across, ClaimChart.Point point) {
        Optional<Series.Range> range =
                point.low().flatMap(low -> point.high().map(high -> new Series.Range(low, high)));
        return new Series.Point(
                point.x(),
                point.value(),
                range,
                Digits.tick(point.x()) + " (" + across + "): " + Words.of(chart.unit(), point.value()));
    }

    private static Optional<Ink> ink(ClaimChart.Line line) {
        return line.technique().flatMap(Technique::withId).map(Inks::of);
    }

    private static DoubleFunction<String> tick(String unit) {
        return switch (unit) {
            case "us" -> Digits::microsTick;
            case "share" -> share -> Digits.tick(share * 100) + " %";
            default -> Digits::tick;
        };
    }
}
