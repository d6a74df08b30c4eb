package dev.pushbench.bench.report;

import dev.pushbench.bench.report.chart.Heading;
import dev.pushbench.bench.report.chart.Ink;
import dev.pushbench.bench.report.chart.Matrix;
import dev.pushbench.bench.result.CellRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.Function;

/** Which technique is best where, over users and rate. */
final class WinnerSection {
    private static final int LEAST = 2;
    private static final int MOST_NAMES = 2;

    private static final List<Contest> CONTESTS = List.of(
            new Contest("soonest", "latency_p50_us", "Least median latency", Digits::micros),
            new Contest("steadiest", "latency_p99_us", "Least 99th percentile of latency", Digits::micros),
            new Contest("lightest", "overhead_bytes_per_delivery", "Fewest bytes beside the event", Digits::bytes),
            new Contest("least-cpu", "server_cpu_us_per_delivery", "Least server CPU per delivery", Digits::micros));

    private final Cells cells;
    private final Workload main;
    private final List<Integer> users;
    private final List<Double> rates;

    private WinnerSection(Cells cells, Workload main) {
        this.cells = cells;
        this.main = main;
        users = ofTheKind(Workload::users);
        rates = ofTheKind(Workload::eventsPerSecond);
    }

    static Section of(Cells cells) {
        List<Figure> figures = cells.main()
                .map(main -> new WinnerSection(cells, main).figures())
                .orElse(List.of());
        return new Section(
                "winners",
                "Which technique is best where",
                List.of(
                        "Each field is a number of users and a rate. It names the technique with the best figure.",
                        "≈ stands before those that cannot be told from the best: their intervals overlap, or there are none and they differ by less than single trials of one cell do (times and costs by half, counts by a hundredth). Hatched fields were not measured, have no result, or too few deliveries for the figure."),
                figures.isEmpty()
                        ? List.of(
                                "This takes at least two numbers of users and two rates: --users 100,1000 --rate 1,10.")
                        : List.of(),
                figures);
    }

    private List<Figure> figures() {
        if (users.size() < LEAST || rates.size() < LEAST) {
            return List.of();
        }
        return CONTESTS.stream()
                .filter(contest -> cells.results().stream()
                        .anyMatch(cell -> Figures.of(cell, contest.column()).isPresent()))
                .map(this::figure)
                .toList();
    }

    /** What is best: the least in that column. */
    private record Contest(String id, String column, String words, DoubleFunction<String> told) {}

    private Figure figure(Contest contest) {
        List<Matrix.Row> fields = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (double rate : rates) {
            List<Matrix.Field> line = new ArrayList<>();
            List<String> row = new ArrayList<>(List.of(Digits.tick(rate)));
            for (int count : users) {
                Workload workload = new Workload(count, rate, main.kind());
                List<CellRecord> best = best(workload, contest.column());
                line.add(field(best, contest));
                row.add(best.isEmpty() ? why(workload, contest.column()) : words(best, contest));
            }
            fields.add(0, new Matrix.Row(Digits.tick(rate), line));
            rows.add(0, row);
        }
        List<String> columns = users.stream().map(Digits::count).toList();
        List<String> header = new ArrayList<>(List.of("events per second"));
        columns.forEach(column -> header.add(column + " users"));
        Heading heading = new Heading(
                "winners-" + contest.id(),
                contest.words(),
                "A field for each number of users and rate. The table says the same.");
        return Figure.of(
                heading,
                new Matrix(heading, "users", columns, "events per second", fields).svg(),
                new Table(contest.words(), header, rows));
    }

    private Matrix.Field field(List<CellRecord> best, Contest contest) {
        if (best.isEmpty()) {
            return new Matrix.Field(Optional.empty(), List.of());
        }
        Optional<Ink> ink = Optional.of(Inks.of(best.get(0).row().technique()));
        List<String> lines = new ArrayList<>(List.of(
                cells.name(best.get(0)) + " " + Digits.or(Figures.of(best.get(0), contest.column()), contest.told())));
        best.stream().skip(1).limit(MOST_NAMES).forEach(cell -> lines.add("≈ " + cells.name(cell)));
        if (best.size() > MOST_NAMES + 1) {
            lines.set(MOST_NAMES, lines.get(MOST_NAMES) + " +" + (best.size() - MOST_NAMES - 1));
        }
        return new Matrix.Field(ink, lines);
    }

    private String words(List<CellRecord> best, Contest contest) {
        List<String> words = new ArrayList<>();
        for (CellRecord cell : best) {
            words.add((words.isEmpty() ? "" : "≈\u00a0") + cells.name(cell) + " "
                    + Digits.or(Figures.of(cell, contest.column()), contest.told()));
        }
        return String.join(", ", words);
    }

    /** The one with the least, and those that cannot be told from it. */
    private List<CellRecord> best(Workload workload, String column) {
        List<CellRecord> ranked = cells.results(workload).stream()
                .filter(cell -> Figures.of(cell, column).isPresent())
                .sorted(Comparator.comparingDouble(cell -> value(cell, column)))
                .toList();
        return ranked.stream()
                .filter(cell -> cell.equals(ranked.get(0)) || Nearness.isTied(ranked.get(0), cell, column))
                .toList();
    }

    private static double value(CellRecord cell, String column) {
        OptionalDouble value = Figures.of(cell, column);
        return value.orElse(Double.POSITIVE_INFINITY);
    }

    private String why(Workload workload, String column) {
        if (cells.results(workload).stream().anyMatch(cell -> cell.row().isUsable(column))) {
            return "too few deliveries";
        }
        return cells.all().stream().anyMatch(cell -> Cells.workload(cell).equals(workload))
                ? "no result"
                : "not measured";
    }

    private <T extends Comparable<T>> List<T> ofTheKind(Function<Workload, T> dimension) {
        return cells.all().stream()
                .map(Cells::workload)
                .filter(main::isOfTheKindOf)
                .map(dimension)
                .distinct()
                .sorted()
                .toList();
    }
}
