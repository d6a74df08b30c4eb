package dev.pushbench.bench;

import dev.pushbench.bench.floor.FloorResult;
import dev.pushbench.bench.result.Percentile;
import dev.pushbench.bench.text.TextTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;

/** What floor trials have found, for a terminal and for JSON. Columns are named as those of a run that mean the same. */
final class FloorTable {
    private static final String TITLE = "What the harness itself costs, without sockets:";
    private static final double NANOS_PER_MICRO = 1e3;
    private static final List<String> HEADER = List.of(
            "users",
            "rate",
            "event_bytes",
            "p50",
            "p99",
            "max",
            "CPU/delivery",
            "allocated/delivery",
            "delivered/expected");

    private FloorTable() {}

    /** Title and table, without an end of line after the last. */
    static String of(List<FloorResult> results) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADER);
        results.forEach(result -> rows.add(row(result)));
        return TITLE + System.lineSeparator() + TextTable.of(rows);
    }

    private static List<String> row(FloorResult result) {
        Histogram latency = result.latencies().latency();
        return List.of(
                Integer.toString(result.plan().users()),
                TrialColumn.plain(result.plan().publishing().eventsPerSecond()).toPlainString(),
                Integer.toString(result.plan().publishing().eventBytes()),
                SummaryTable.time(Percentile.P50.of(latency, events(result))),
                SummaryTable.time(Percentile.P99.of(latency, events(result))),
                SummaryTable.time(Percentile.max(latency)),
                figure(result.cost().cpuNanos(), NANOS_PER_MICRO, "%.2f us"),
                figure(result.cost().allocatedBytes(), 1, "%.1f B"),
                result.deliveries().delivered() + "/" + result.expected());
    }

    /** Due in the window. */
    private static long events(FloorResult result) {
        return result.expected() / result.plan().users();
    }

    private static String figure(OptionalDouble figure, double unit, String form) {
        return figure.isEmpty()
                ? TextTable.NOT_MEASURED
                : String.format(Locale.ROOT, form, figure.getAsDouble() / unit);
    }

    /** A map each, from name to number; what was not measured is left out. */
    static List<Map<String, Object>> rows(List<FloorResult> results) {
        return results.stream().map(FloorTable::map).toList();
    }

    private static Map<String, Object> map(FloorResult result) {
        Histogram latency = result.latencies().latency();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("users", result.plan().users());
        row.put("rate_per_s", BigDecimal.valueOf(result.plan().publishing().eventsPerSecond()));
        row.put("event_bytes", result.plan().publishing().eventBytes());
        row.put("expected", result.expected());
        row.put("delivered", result.deliveries().delivered());
        row.put("missing", result.deliveries().missing());
        row.put("duplicate", result.deliveries().duplicate());
        row.put("out_of_order", result.deliveries().outOfOrder());
        row.put("gap_notices", result.deliveries().gapNotices());
        micros(Percentile.P50.of(latency, events(result))).ifPresent(figure -> row.put("latency_p50_us", figure));
        micros(Percentile.P99.of(latency, events(result))).ifPresent(figure -> row.put("latency_p99_us", figure));
        micros(Percentile.max(latency)).ifPresent(figure -> row.put("latency_max_us", figure));
        decimal(result.cost().cpuNanos(), NANOS_PER_MICRO, 2)
                .ifPresent(figure -> row.put("cpu_us_per_delivery", figure));
        decimal(result.cost().allocatedBytes(), 1, 1).ifPresent(figure -> row.put("alloc_bytes_per_delivery", figure));
        return row;
    }

    private static Optional<BigDecimal> micros(OptionalLong nanos) {
        return nanos.isEmpty()
                ? Optional.empty()
                : Optional.of(BigDecimal.valueOf(nanos.getAsLong(), 3).setScale(1, RoundingMode.HALF_UP));
    }

    private static Optional<BigDecimal> decimal(OptionalDouble figure, double unit, int digits) {
        return figure.isEmpty()
                ? Optional.empty()
                : Optional.of(BigDecimal.valueOf(figure.getAsDouble() / unit).setScale(digits, RoundingMode.HALF_UP));
    }
}
