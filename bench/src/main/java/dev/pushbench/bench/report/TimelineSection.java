package dev.pushbench.bench.report;

import dev.pushbench.bench.report.chart.Axis;
import dev.pushbench.bench.report.chart.Heading;
import dev.pushbench.bench.report.chart.Scale;
import dev.pushbench.bench.report.chart.SpanChart;
import dev.pushbench.bench.result.CellRecord;
import dev.pushbench.bench.result.Flight;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Some events on their way, so that each technique's manner can be seen. */
final class TimelineSection {
    private static final int MOST_FLIGHTS = 50;
    private static final int FLIGHTS_IN_TABLE = 12;

    private TimelineSection() {}

    static Section of(Cells cells) {
        List<Figure> figures =
                cells.main().map(workload -> figures(cells, workload)).orElse(List.of());
        return new Section(
                "timeline",
                "Events on their way",
                List.of(
                        "Each stroke is one event: it begins when the event was due and ends, with a dot, when one user read it. Later events are further down.",
                        "Dots above each other were read at once: that is what polling does. A short stroke is a fast delivery."),
                figures.isEmpty() ? List.of("No timeline was kept.") : List.of(),
                figures);
    }

    private static List<Figure> figures(Cells cells, Workload workload) {
        List<CellRecord> measured = cells.results(workload).stream()
                .filter(cell -> !cell.timeline().isEmpty())
                .toList();
        if (measured.isEmpty()) {
            return List.of();
        }
        List<SpanChart.Lane> lanes = measured.stream()
                .map(cell ->
                        new SpanChart.Lane(cells.name(cell), Inks.of(cell.row().technique()), spans(cell)))
                .toList();
        Axis time = new Axis(
                "milliseconds since the first of them was due",
                Scale.Linear.fromZero(
                        lanes.stream().flatMap(lane -> lane.spans().stream()).mapToDouble(SpanChart.Span::end)),
                Digits::tick);
        Heading heading = new Heading(
                "timeline-events",
                "Events from publish to receive, " + workload.words(),
                "A lane for each technique with a stroke for each event. The table has the first of them.");
        return List.of(Figure.of(heading, new SpanChart(heading, time, lanes).svg(), table(cells, workload, measured)));
    }

    private static List<Flight> flights(CellRecord cell) {
        return cell.timeline().stream()
                .sorted(Comparator.comparingDouble(Flight::dueMicros))
                .limit(MOST_FLIGHTS)
                .toList();
    }

    private static List<SpanChart.Span> spans(CellRecord cell) {
        List<Flight> flights = flights(cell);
        double start = flights.get(0).dueMicros();
        return flights.stream()
                .map(flight ->
                        new SpanChart.Span((flight.dueMicros() - start) / 1e3, (flight.receivedMicros() - start) / 1e3))
                .toList();
    }

    private static Table table(Cells cells, Workload workload, List<CellRecord> measured) {
        List<List<String>> rows = new ArrayList<>();
        for (CellRecord cell : measured) {
            double start = flights(cell).get(0).dueMicros();
            flights(cell).stream()
                    .limit(FLIGHTS_IN_TABLE)
                    .forEach(flight -> rows.add(List.of(
                            cells.name(cell),
                            Long.toString(flight.seq()),
                            millis(flight.dueMicros() - start),
                            millis(flight.sentMicros() - start),
                            millis(flight.receivedMicros() - start),
                            millis(flight.receivedMicros() - flight.dueMicros()))));
        }
        return new Table(
                "The first " + FLIGHTS_IN_TABLE + " events of each, " + workload.words() + "; milliseconds",
                List.of("technique", "event", "due", "sent", "received", "latency"),
                rows);
    }

    private static String millis(double micros) {
        return Digits.three(micros / 1e3);
    }
}
