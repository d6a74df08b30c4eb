package dev.pushbench.bench.claim;

import dev.pushbench.bench.compare.Sample;
import dev.pushbench.bench.result.CellRecord;
import dev.pushbench.bench.result.FigureColumns;
import dev.pushbench.bench.result.Row;
import dev.pushbench.protocol.Technique;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A cell whose figures that the rule needs are results, as the rule sees it.
 *
 * @param row what it was measured with
 * @param samples what its trials have whose figures of the group are results, by column; none of a group that is INVALID
 */
record Seen(Row row, Map<String, Sample> samples) {
    Seen {
        samples = Map.copyOf(samples);
    }

    static Seen of(CellRecord cell) {
        Map<String, Sample> samples = new LinkedHashMap<>();
        FigureColumns.names()
                .forEach(column -> cell.sample(column)
                        .filter(sample -> cell.row().isUsable(column))
                        .ifPresent(sample -> samples.put(column, sample)));
        return new Seen(cell.row(), samples);
    }

    Technique technique() {
        return row.technique();
    }

    int users() {
        return row.users();
    }

    double eventsPerSecond() {
        return row.eventsPerSecond();
    }

    /** What it was measured with, in that column. */
    double setting(String column) {
        return row.number(column)
                .orElseThrow(() -> new IllegalStateException(row.cell() + " has no " + column))
                .doubleValue();
    }

    boolean has(String column) {
        return samples.containsKey(column);
    }

    /** @throws IllegalStateException where it has none; an experiment names the columns that its rule needs */
    Amount amount(String column) {
        Sample sample = Optional.ofNullable(samples.get(column))
                .orElseThrow(() -> new IllegalStateException(row.cell() + " has no " + column));
        return Amount.of(sample, slack(column));
    }

    private static double slack(String column) {
        boolean isCount = !column.startsWith("server_")
                && !column.startsWith("generator_")
                && (column.contains("bytes_per_")
                        || column.contains("requests_per_")
                        || column.contains("connections")
                        || column.startsWith("window_"));
        return isCount || column.equals("empty_answer_share") ? Amount.SLACK_OF_COUNTS : Amount.SLACK_OF_TIMES;
    }

    /** Each event goes to the users of one room. */
    private double deliveriesPerSecond() {
        return row.number("users_per_room").map(BigDecimal::doubleValue).orElse((double) users()) * eventsPerSecond();
    }

    /** Server CPU per second, as a share of a core. */
    Amount serverCores() {
        return amount("server_java_cpu_us_per_delivery").times(deliveriesPerSecond() / 1e6);
    }

    Amount requestsPerSecond() {
        return amount("requests_per_delivery").times(deliveriesPerSecond());
    }
}
