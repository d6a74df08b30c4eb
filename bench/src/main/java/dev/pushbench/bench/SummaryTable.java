package dev.pushbench.bench;

import dev.pushbench.bench.input.DurationText;
import dev.pushbench.bench.result.CellResult;
import dev.pushbench.bench.result.Evidence;
import dev.pushbench.bench.result.FigureGroup;
import dev.pushbench.bench.result.Grade;
import dev.pushbench.bench.result.Percentile;
import dev.pushbench.bench.result.TrialResult;
import dev.pushbench.bench.result.Validity;
import dev.pushbench.bench.text.TextTable;
import dev.pushbench.client.LoadResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The summary for a terminal: a row for each cell with what tells it from the others, over how many processes it was split where any was, figures aligned to the right, a dash for what
 * was not measured. Where cells were measured more than once, how many of the trials are results.
 */
final class SummaryTable {
    private static final List<String> FIGURES =
            List.of("p50", "p99", "max", "delivered/expected", "missing", "dup", "ooo", "req/delivery", "validity");

    private SummaryTable() {}

    /** The table's lines, without an end of line after the last. */
    static String of(List<TrialResult> results) {
        List<CellResult> cells = CellResult.of(results);
        List<TrialColumn> columns = TrialColumn.telling(
                cells.stream().map(cell -> cell.trials().get(0).trial()).toList());
        boolean isAnySplit = cells.stream()
                .anyMatch(cell -> processes(cell)
                        .filter(all -> all.servers() > 1 || all.generators() > 1)
                        .isPresent());
        boolean hasForks = cells.stream().anyMatch(cell -> cell.trials().size() > 1);
        List<List<String>> rows = new ArrayList<>();
        Stream<String> titles = Stream.concat(
                columns.stream().map(TrialColumn::title), isAnySplit ? Stream.of("processes") : Stream.of());
        rows.add(row(titles, hasForks, "forks", FIGURES));
        for (CellResult cell : cells) {
            Stream<String> told = columns.stream()
                    .map(column -> column.text(cell.trials().get(0).trial()));
            Stream<String> split = isAnySplit ? Stream.of(processesText(cell)) : Stream.of();
            rows.add(row(Stream.concat(told, split), hasForks, forks(cell), figures(cell)));
        }
        return TextTable.of(rows);
    }

    private static List<String> row(Stream<String> cell, boolean hasForks, String forks, List<String> figures) {
        return Stream.of(cell, hasForks ? Stream.of(forks) : Stream.<String>empty(), figures.stream())
                .flatMap(texts -> texts)
                .toList();
    }

    private static Optional<Evidence.Processes> processes(CellResult cell) {
        return cell.evidence(FigureGroup.EXACT).processes();
    }

    /** Servers and load generators: {@code 3+3}. */
    private static String processesText(CellResult cell) {
        return processes(cell)
                .map(all -> all.servers() + "+" + all.generators())
                .orElse(TextTable.NOT_MEASURED);
    }

    private static String forks(CellResult cell) {
        int trials = cell.trials().size();
        return cell.rejected() == 0 ? Integer.toString(trials) : (trials - cell.rejected()) + "/" + trials;
    }

    private static List<String> figures(CellResult cell) {
        Optional<LoadResult> load = cell.load(FigureGroup.EXACT);
        Optional<LoadResult> timed = cell.load(FigureGroup.LATENCY);
        return List.of(
                figure(timed, found -> time(Percentile.P50.ofLatency(found))),
                figure(timed, found -> time(Percentile.P99.ofLatency(found))),
                figure(timed, found -> time(Percentile.max(found.latencies().latency()))),
                figure(load, found -> found.deliveries().delivered() + "/" + found.expected()),
                figure(load, found -> Long.toString(found.deliveries().missing())),
                figure(load, found -> Long.toString(found.deliveries().duplicate())),
                figure(load, found -> Long.toString(found.deliveries().outOfOrder())),
                figure(load, SummaryTable::requestsPerDelivery),
                validity(cell.validity()));
    }

    /** The verdict, and which figures are no result where others are. */
    private static String validity(Validity validity) {
        boolean isPartly = validity.overall() == Grade.NOISY
                && Stream.of(FigureGroup.values()).anyMatch(group -> !validity.isUsable(group));
        return isPartly ? validity.words() : validity.word();
    }

    private static String figure(Optional<LoadResult> load, Function<LoadResult, String> text) {
        return load.map(text).orElse(TextTable.NOT_MEASURED);
    }

    static String time(OptionalLong nanos) {
        return nanos.isPresent() ? DurationText.measured(nanos.getAsLong()) : TextTable.NOT_MEASURED;
    }

    private static String requestsPerDelivery(LoadResult load) {
        long arrived = load.window().amounts().arrivals();
        double requests = load.window().amounts().traffic().requests();
        return arrived == 0 ? TextTable.NOT_MEASURED : String.format(Locale.ROOT, "%.3f", requests / arrived);
    }
}
