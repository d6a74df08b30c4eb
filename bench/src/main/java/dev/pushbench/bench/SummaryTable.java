package dev.pushbench.bench;

import dev.pushbench.bench.input.DurationText;
import dev.pushbench.bench.result.Percentile;
import dev.pushbench.bench.result.TrialResult;
import dev.pushbench.client.LoadResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/** The summary for a terminal: a row for each cell with what tells it from the others, figures aligned to the right, a dash for what was not measured. */
final class SummaryTable {
    private static final List<String> FIGURES =
            List.of("p50", "p99", "max", "delivered/expected", "missing", "dup", "ooo", "req/delivery", "validity");

    private SummaryTable() {}

    /** The table's lines, without an end of line after the last. */
    static String of(List<TrialResult> results) {
        List<TrialColumn> columns =
                TrialColumn.telling(results.stream().map(TrialResult::trial).toList());
        List<List<String>> rows = new ArrayList<>();
        rows.add(Stream.concat(columns.stream().map(TrialColumn::title), FIGURES.stream())
                .toList());
        for (TrialResult result : results) {
            Stream<String> cell = columns.stream().map(column -> column.text(result.trial()));
            rows.add(Stream.concat(cell, figures(result).stream()).toList());
        }
        return TextTable.of(rows);
    }

    private static List<String> figures(TrialResult result) {
        return List.of(
                figure(result, load -> time(Percentile.P50.of(load.latencies().latency()))),
                figure(result, load -> time(Percentile.P99.of(load.latencies().latency()))),
                figure(result, load -> time(Percentile.max(load.latencies().latency()))),
                figure(result, load -> load.deliveries().delivered() + "/" + load.expected()),
                figure(result, load -> Long.toString(load.deliveries().missing())),
                figure(result, load -> Long.toString(load.deliveries().duplicate())),
                figure(result, load -> Long.toString(load.deliveries().outOfOrder())),
                figure(result, SummaryTable::requestsPerDelivery),
                result.validity().word());
    }

    private static String figure(TrialResult result, Function<LoadResult, String> text) {
        return result.load().map(text).orElse(TextTable.NOT_MEASURED);
    }

    static String time(OptionalLong nanos) {
        return nanos.isPresent() ? DurationText.measured(nanos.getAsLong()) : TextTable.NOT_MEASURED;
    }

    private static String requestsPerDelivery(LoadResult load) {
        long arrived = load.deliveries().arrived();
        double requests = load.traffic().requests();
        return arrived == 0 ? TextTable.NOT_MEASURED : String.format(Locale.ROOT, "%.3f", requests / arrived);
    }
}
