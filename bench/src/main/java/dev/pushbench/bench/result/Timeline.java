package dev.pushbench.bench.result;

import dev.pushbench.client.LoadResult;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code timeline.csv}: some events of each cell on their way, in the first of its trials that is a result. */
final class Timeline {
    private static final List<String> TITLES = List.of("cell", "fork", "seq", "due_us", "sent_us", "received_us");

    private Timeline() {}

    /** Closes {@code out}. */
    static void write(OutputStream out, List<CellResult> cells) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (CellResult cell : cells) {
            Optional<TrialResult> first =
                    cell.results(FigureGroup.LATENCY).stream().findFirst();
            first.flatMap(TrialResult::load).map(LoadResult::flights).orElse(List.of()).stream()
                    .map(flight -> List.of(
                            cell.cell().id(),
                            first.map(trial -> Integer.toString(trial.trial().fork()))
                                    .orElse(""),
                            Long.toString(flight.seq()),
                            micros(flight.dueNanos()),
                            micros(flight.sentNanos()),
                            micros(flight.receivedNanos())))
                    .forEach(rows::add);
        }
        CsvFile.write(out, TITLES, rows);
    }

    /** The events in such a file, by the name of their cell. */
    static Map<String, List<Flight>> read(Path file) {
        Map<String, List<Flight>> flights = new LinkedHashMap<>();
        for (CsvRow row : CsvFile.read(file, TITLES)) {
            flights.computeIfAbsent(row.text("cell"), unseen -> new ArrayList<>())
                    .add(new Flight(
                            row.count("fork"),
                            row.whole("seq"),
                            row.number("due_us"),
                            row.number("sent_us"),
                            row.number("received_us")));
        }
        return flights;
    }

    private static String micros(long nanos) {
        return BigDecimal.valueOf(nanos, 3).toPlainString();
    }
}
