package dev.pushbench.bench.report;

import dev.pushbench.bench.report.chart.Axis;
import dev.pushbench.bench.report.chart.BarChart;
import dev.pushbench.bench.report.chart.Heading;
import dev.pushbench.bench.result.CellRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the server pays: CPU for each delivery, memory for each user. */
final class CostSection {
    private static final double MIB_PER_1000_USERS = 1000.0 / 1024;

    private static final List<BarChart.Part> CPU_PARTS = List.of(new BarChart.Part("CPU", "#7d8590"));

    private CostSection() {}

    static Section of(Cells cells) {
        List<Figure> figures = Figure.ofEach(cells.kinds(), (kind, number) -> figures(cells, kind, number));
        return new Section(
                "cost",
                "What the server pays",
                List.of(
                        "CPU is all that the server's process used in the window, divided by its deliveries. A core delivers a million divided by this many events a second.",
                        "Memory is what 1,000 users add by being there: with them less without them. Few users drown in what a JVM does anyway, so the figures of many are better; a part below zero is such noise, and counts as none."),
                figures.isEmpty() ? List.of("The server's process was not looked at.") : List.of(),
                figures);
    }

    private static List<Figure> figures(Cells cells, Workload kind, int number) {
        List<CellRecord> shown = shown(cells, kind);
        List<Figure> figures = new ArrayList<>();
        if (shown.stream().anyMatch(cell -> cpu(cell).isPresent())) {
            figures.add(cpuFigure(cells, shown, cells.beside(kind), number));
        }
        if (shown.stream().anyMatch(cell -> memory(cell).isPresent())) {
            figures.add(memoryFigure(cells, shown, cells.beside(kind), number));
        }
        return figures;
    }

    /** Those of the same kind of workload at that rate, with whatever users; in the order of the techniques. */
    private static List<CellRecord> shown(Cells cells, Workload main) {
        return cells
                .byVariant(other -> other.isOfTheKindOf(main) && other.eventsPerSecond() == main.eventsPerSecond())
                .values()
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private static Figure cpuFigure(Cells cells, List<CellRecord> shown, String kind, int number) {
        List<BarChart.Bar> bars = bars(
                cells,
                shown,
                cell -> cpu(cell).isPresent() ? List.of(cpu(cell).getAsDouble()) : List.of(),
                cell -> Digits.or(cpu(cell), Digits::micros));
        Heading heading = new Heading(
                "cost-cpu-" + number,
                "Server CPU per delivery" + kind,
                "A bar for each cell. The table has the same figures.");
        Axis axis = new Axis("µs of CPU per delivery", BarChart.scale(bars), Digits::tick);
        Table table = new Table(
                "Server CPU and allocation per delivery" + kind,
                List.of("cell", "CPU", "interval", "allocated", "collector pauses"),
                shown.stream()
                        .map(cell -> List.of(
                                cells.fullName(cell),
                                Digits.or(cpu(cell), Digits::micros),
                                Figures.interval(cell, "server_cpu_us_per_delivery")
                                        .map(range -> Digits.three(range.low()) + " to " + Digits.three(range.high()))
                                        .orElse(Digits.NONE),
                                Digits.or(Figures.of(cell, "server_alloc_bytes_per_delivery"), Digits::bytes),
                                Digits.or(
                                        Figures.of(cell, "server_gc_pause_ms"), millis -> Digits.micros(millis * 1e3))))
                        .toList());
        return Figure.of(heading, new BarChart(heading, CPU_PARTS, axis, bars).svg(), table);
    }

    private static Figure memoryFigure(Cells cells, List<CellRecord> shown, String kind, int number) {
        List<BarChart.Bar> bars = bars(
                cells,
                shown,
                CostSection::memoryParts,
                cell -> Digits.or(memory(cell), mib -> Digits.three(mib) + " MiB"));
        Heading heading = new Heading(
                "cost-memory-" + number,
                "Server memory per 1,000 users" + kind,
                "A bar for each cell, in parts by where the memory is. The table has the same figures.");
        Axis axis = new Axis("MiB per 1,000 users", BarChart.scale(bars), Digits::tick);
        List<String> header = new ArrayList<>(List.of("cell"));
        Stream.of(Memory.values()).forEach(each -> header.add(each.words()));
        header.add("all");
        List<List<String>> rows = new ArrayList<>();
        for (CellRecord cell : shown) {
            List<String> row = new ArrayList<>(List.of(cells.fullName(cell)));
            Stream.of(Memory.values())
                    .forEach(each ->
                            row.add(Digits.or(each.kib(cell), kib -> Digits.three(kib * MIB_PER_1000_USERS) + " MiB")));
            row.add(Digits.or(memory(cell), mib -> Digits.three(mib) + " MiB"));
            rows.add(row);
        }
        return Figure.of(
                heading,
                new BarChart(heading, Memory.parts(), axis, bars).svg(),
                new Table("Server memory per 1,000 users" + kind, header, rows));
    }

    private static List<BarChart.Bar> bars(
            Cells cells,
            List<CellRecord> shown,
            Function<CellRecord, List<Double>> values,
            Function<CellRecord, String> text) {
        boolean oneLoad = shown.stream().map(Cells::workload).distinct().count() == 1;
        return shown.stream()
                .filter(cell -> !values.apply(cell).isEmpty())
                .map(cell -> new BarChart.Bar(
                        cells.name(cell)
                                + (oneLoad ? "" : ", " + Cells.workload(cell).usersWords()),
                        Optional.of(Inks.of(cell.row().technique())),
                        values.apply(cell),
                        text.apply(cell)))
                .toList();
    }

    private static OptionalDouble cpu(CellRecord cell) {
        return Figures.of(cell, "server_cpu_us_per_delivery");
    }

    private static OptionalDouble memory(CellRecord cell) {
        OptionalDouble kib = Memory.kibPerUser(cell);
        return kib.isPresent() ? OptionalDouble.of(kib.getAsDouble() * MIB_PER_1000_USERS) : kib;
    }

    private static List<Double> memoryParts(CellRecord cell) {
        return memory(cell).isEmpty()
                ? List.of()
                : Stream.of(Memory.values())
                        .map(each -> each.kib(cell).orElse(0) * MIB_PER_1000_USERS)
                        .toList();
    }
}
