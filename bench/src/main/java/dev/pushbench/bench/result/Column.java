package dev.pushbench.bench.result;

import dev.pushbench.client.LoadResult;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/**
 * A column of the summary.
 *
 * @param name with its unit; part of the contract with whoever reads the file
 * @param value a text or a number; empty where it was not measured, which is not zero
 */
record Column(String name, Function<CellResult, Optional<Object>> value) {
    /** In the order of the file. New columns go to the end. */
    static final List<Column> ALL = List.of(
            known("scenario", result -> result.cell().scenario()),
            known("technique", result -> result.cell().technique().id()),
            known("users", result -> result.cell().users()),
            known("rate_per_s", result -> plain(result.cell().publishing().eventsPerSecond())),
            known("event_bytes", result -> result.cell().publishing().eventBytes()),
            known(
                    "poll_interval_ms",
                    result -> result.cell().reading().pollInterval().toMillis()),
            known("validity", result -> result.validity().word()),
            new Column(
                    "causes",
                    result -> Optional.<Object>of(result.validity().reasons()).filter(reasons -> !reasons.equals(""))),
            measured("expected", LoadResult::expected),
            measured("delivered", load -> load.deliveries().delivered()),
            measured("missing", load -> load.deliveries().missing()),
            measured("duplicate", load -> load.deliveries().duplicate()),
            measured("out_of_order", load -> load.deliveries().outOfOrder()),
            measured("gap_notices", load -> load.deliveries().gapNotices()),
            micros("latency_p50_us", LoadResult::latency, Percentile.P50::of),
            micros("latency_p90_us", LoadResult::latency, Percentile.P90::of),
            micros("latency_p99_us", LoadResult::latency, Percentile.P99::of),
            micros("latency_p999_us", LoadResult::latency, Percentile.P999::of),
            micros("latency_max_us", LoadResult::latency, Percentile::max),
            micros("service_p50_us", LoadResult::serviceLatency, Percentile.P50::of),
            micros("service_p99_us", LoadResult::serviceLatency, Percentile.P99::of),
            micros("publish_delay_p50_us", LoadResult::publishDelay, Percentile.P50::of),
            micros("publish_delay_p99_us", LoadResult::publishDelay, Percentile.P99::of),
            ratio(
                    "requests_per_delivery",
                    LoadResult::requests,
                    load -> load.deliveries().delivered()),
            ratio("empty_answer_share", LoadResult::emptyAnswers, LoadResult::requests),
            measured("connections_opened", load -> load.connections().opened()),
            measured("connections_peak", load -> load.connections().peak()),
            measured("connections_failed", load -> load.connections().failed()),
            measured("connections_reconnected", load -> load.connections().reconnected()));

    private static final int RATIO_DIGITS = 4;

    /** The value as it stands in a file: digits and a point in every locale, empty where there is none. */
    String text(CellResult result) {
        return value.apply(result)
                .map(found -> found instanceof BigDecimal number ? number.toPlainString() : found.toString())
                .orElse("");
    }

    private static Column known(String name, Function<CellResult, Object> value) {
        return new Column(name, value.andThen(Optional::of));
    }

    private static Column measured(String name, Function<LoadResult, Long> value) {
        return new Column(name, result -> result.load().map(value));
    }

    private static Column micros(
            String name, Function<LoadResult, Histogram> histogram, Function<Histogram, OptionalLong> figure) {
        return new Column(
                name,
                result -> result.load()
                        .map(histogram)
                        .map(figure)
                        .filter(OptionalLong::isPresent)
                        .map(nanos -> micros(nanos.getAsLong())));
    }

    private static Column ratio(
            String name, Function<LoadResult, Long> numerator, Function<LoadResult, Long> denominator) {
        return new Column(
                name,
                result -> result.load()
                        .filter(load -> denominator.apply(load) > 0)
                        .map(load -> BigDecimal.valueOf(numerator.apply(load))
                                .divide(
                                        BigDecimal.valueOf(denominator.apply(load)),
                                        RATIO_DIGITS,
                                        RoundingMode.HALF_UP)));
    }

    /** Tenths of a microsecond: finer than what three digits of a histogram tell. */
    private static BigDecimal micros(long nanos) {
        return BigDecimal.valueOf(nanos, 3).setScale(1, RoundingMode.HALF_UP);
    }

    private static BigDecimal plain(double number) {
        BigDecimal exact = BigDecimal.valueOf(number).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }
}
