package dev.pushbench.bench.report;

import dev.pushbench.bench.report.chart.Axis;
import dev.pushbench.bench.report.chart.BarChart;
import dev.pushbench.bench.report.chart.Heading;
import dev.pushbench.bench.result.CellRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a delivery takes on the wire, by what the bytes are for. */
final class BytesSection {
    private BytesSection() {}

    static Section of(Cells cells) {
        List<Figure> figures =
                Figure.ofEach(cells.mainFirst(), (workload, number) -> List.of(figure(cells, workload, number)));
        return new Section(
                "bytes",
                "Bytes per delivery",
                List.of(
                        "Payload is the event itself, the same for all. Framing is what marks its ends; head are request and response heads; control are heartbeats, pings and closes; tls is what encryption adds.",
                        "Both directions together, counted on the sockets and compared with the server's own count. What connecting takes is in the table, for each user once."),
                figures.isEmpty() ? List.of("No cell has a result.") : List.of(),
                figures);
    }

    private static Figure figure(Cells cells, Workload workload, int number) {
        List<BarChart.Bar> bars = cells.results(workload).stream()
                .filter(cell -> Bytes.perDelivery(cell).isPresent())
                .map(cell -> bar(cells, cell))
                .toList();
        Heading heading = new Heading(
                "bytes-" + number,
                "Bytes per delivery, " + workload.words(),
                "A bar for each technique, in parts by what the bytes are for. The table has the same figures.");
        Axis axis = new Axis("bytes per delivery", BarChart.scale(bars), Digits::tick);
        return Figure.of(heading, new BarChart(heading, Bytes.parts(), axis, bars).svg(), table(cells, workload));
    }

    private static BarChart.Bar bar(Cells cells, CellRecord cell) {
        return new BarChart.Bar(
                cells.name(cell),
                Optional.of(Inks.of(cell.row().technique())),
                Arrays.stream(Bytes.values())
                        .map(each -> Figures.of(cell, each.column()).orElse(0))
                        .toList(),
                Digits.or(Bytes.perDelivery(cell), Digits::bytes));
    }

    private static Table table(Cells cells, Workload workload) {
        List<String> header = new ArrayList<>(List.of("technique"));
        Arrays.stream(Bytes.values()).forEach(each -> header.add(each.word()));
        header.addAll(List.of("all", "of it overhead", "handshake per user"));
        List<List<String>> rows = new ArrayList<>();
        for (CellRecord cell : cells.results(workload)) {
            List<String> row = new ArrayList<>(List.of(cells.name(cell)));
            Arrays.stream(Bytes.values())
                    .forEach(each -> row.add(Digits.or(Figures.of(cell, each.column()), Digits::three)));
            row.add(Digits.or(Bytes.perDelivery(cell), Digits::three));
            row.add(Digits.or(Figures.of(cell, "overhead_bytes_per_delivery"), Digits::three));
            row.add(Digits.or(Figures.of(cell, "handshake_bytes_per_user"), Digits::three));
            rows.add(row);
        }
        return new Table("Bytes per delivery, " + workload.words(), header, rows);
    }
}
