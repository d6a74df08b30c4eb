package dev.pushbench.bench.result;

import dev.pushbench.client.LoadResult;
import dev.pushbench.client.measure.Latencies;
import dev.pushbench.client.measure.Traffic;
import dev.pushbench.client.measure.WireBytes;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * A column of the summary.
 *
 * @param name with its unit; part of the contract with whoever reads the file
 * @param value a text or a number; empty where it was not measured, which is not zero
 */
record Column(String name, Function<TrialResult, Optional<Object>> value) {
    /** In the order of the file. New columns go to the end. */
    static final List<Column> ALL = Stream.of(
                    whatWasMeasured(), deliveries(), latencies(), bytes(), requests(), connections(), cost(), setting())
            .flatMap(List::stream)
            .toList();

    private static final int RATIO_DIGITS = 4;
    private static final double NANOS_PER_MINUTE = 60e9;

    private static List<Column> whatWasMeasured() {
        return List.of(
                known("scenario", result -> result.cell().scenario()),
                known("technique", result -> result.cell().technique().id()),
                known("users", result -> result.cell().users()),
                known("rate_per_s", result -> plain(result.cell().publishing().eventsPerSecond())),
                known("event_bytes", result -> result.cell().publishing().eventBytes()),
                known(
                        "poll_interval_ms",
                        result -> result.cell().reading().pollInterval().toMillis()),
                known("headers", result -> result.cell().requests().headers().name()),
                known("keep_alive", result -> result.cell().requests().keepAlive()),
                known("tls", result -> false),
                known("validity", result -> result.validity().word()),
                new Column(
                        "causes",
                        result -> Optional.<Object>of(result.validity().reasons())
                                .filter(reasons -> !reasons.equals(""))));
    }

    private static List<Column> deliveries() {
        return List.of(
                measured("expected", LoadResult::expected),
                measured("delivered", load -> load.deliveries().delivered()),
                measured("missing", load -> load.deliveries().missing()),
                measured("duplicate", load -> load.deliveries().duplicate()),
                measured("out_of_order", load -> load.deliveries().outOfOrder()),
                measured("gap_notices", load -> load.deliveries().gapNotices()));
    }

    private static List<Column> latencies() {
        return List.of(
                micros("latency_p50_us", Latencies::latency, Percentile.P50::of),
                micros("latency_p90_us", Latencies::latency, Percentile.P90::of),
                micros("latency_p99_us", Latencies::latency, Percentile.P99::of),
                micros("latency_p999_us", Latencies::latency, Percentile.P999::of),
                micros("latency_p9999_us", Latencies::latency, Percentile.P9999::of),
                micros("latency_max_us", Latencies::latency, Percentile::max),
                new Column(
                        "latency_worst_user_mean_us",
                        result -> result.load()
                                .map(load -> load.latencies().worstUserMeanNanos())
                                .filter(OptionalLong::isPresent)
                                .map(nanos -> micros(nanos.getAsLong()))),
                micros("service_p50_us", Latencies::serviceLatency, Percentile.P50::of),
                micros("service_p99_us", Latencies::serviceLatency, Percentile.P99::of),
                micros("publish_delay_p50_us", Latencies::publishDelay, Percentile.P50::of),
                micros("publish_delay_p99_us", Latencies::publishDelay, Percentile.P99::of));
    }

    /** Both directions together, then each. Over the whole trial, whose bytes do not depend on how warm it is. */
    private static List<Column> bytes() {
        Map<String, ToLongFunction<WireBytes>> classes = new LinkedHashMap<>();
        classes.put("payload", WireBytes::payload);
        classes.put("framing", WireBytes::framing);
        classes.put("head", WireBytes::head);
        classes.put("control", WireBytes::control);
        classes.put("tls", WireBytes::tls);
        List<Column> columns = new ArrayList<>();
        classes.forEach((name, bytes) -> {
            columns.add(perDelivery(
                    name + "_bytes_per_delivery",
                    traffic -> bytes.applyAsLong(traffic.up()) + bytes.applyAsLong(traffic.down())));
            columns.add(perDelivery(name + "_bytes_per_delivery_up", traffic -> bytes.applyAsLong(traffic.up())));
            columns.add(perDelivery(name + "_bytes_per_delivery_down", traffic -> bytes.applyAsLong(traffic.down())));
        });
        columns.add(new Column(
                "handshake_bytes_per_user",
                result -> result.load()
                        .map(load -> divided(
                                load.traffic().up().handshake()
                                        + load.traffic().down().handshake(),
                                result.cell().users()))));
        columns.add(perDelivery("overhead_bytes_per_delivery", Column::overhead));
        columns.add(ratio(
                "modelled_packet_header_bytes_per_delivery",
                load -> load.traffic()
                        .modelledPacketHeaderBytes(load.connections().opened()),
                load -> load.deliveries().arrived()));
        columns.add(new Column(
                "idle_bytes_per_user_minute",
                result -> result.load()
                        .flatMap(load -> load.published().idle())
                        .map(idle -> BigDecimal.valueOf(idle.bytes()
                                        * NANOS_PER_MINUTE
                                        / idle.nanos()
                                        / result.cell().users())
                                .setScale(1, RoundingMode.HALF_UP))));
        return columns;
    }

    /** Everything after the user's first event that is not event bytes. */
    private static long overhead(Traffic traffic) {
        return overhead(traffic.up()) + overhead(traffic.down());
    }

    private static long overhead(WireBytes bytes) {
        return bytes.framing() + bytes.head() + bytes.control() + bytes.tls();
    }

    private static List<Column> requests() {
        return List.of(
                perDelivery("requests_per_delivery", Traffic::requests),
                ratio(
                        "empty_answer_share",
                        load -> load.traffic().emptyAnswers(),
                        load -> load.traffic().requests()),
                micros("rearm_gap_p50_us", Latencies::rearmGap, Percentile.P50::of),
                micros("rearm_gap_p99_us", Latencies::rearmGap, Percentile.P99::of));
    }

    private static List<Column> connections() {
        return List.of(
                measured("connections_opened", load -> load.connections().opened()),
                measured("connections_peak", load -> load.connections().peak()),
                measured(
                        "connections_closed_by_user", load -> load.connections().closedByUser()),
                measured(
                        "connections_closed_by_server",
                        load -> load.connections().closedByServer()),
                measured("connections_failed", load -> load.connections().failed()),
                measured("connections_reconnected", load -> load.connections().reconnected()),
                server(
                        "server_connections_accepted",
                        cost -> Optional.of(cost.holding().connectionsAccepted())),
                micros("connect_p50_us", Latencies::connectTime, Percentile.P50::of),
                micros("connect_p99_us", Latencies::connectTime, Percentile.P99::of));
    }

    private static List<Column> cost() {
        return List.of(
                server(
                        "server_cpu_us_per_delivery",
                        cost -> scaled(cost.perDelivery().cpuNanos(), 1e3, 2)),
                server(
                        "server_alloc_bytes_per_delivery",
                        cost -> scaled(cost.perDelivery().allocatedBytes(), 1, 1)),
                server("server_heap_kb_per_user", cost -> scaled(cost.perUser().heapBytes(), 1024, 2)),
                server("server_rss_kb_per_user", cost -> scaled(cost.perUser().rssBytes(), 1024, 2)),
                server(
                        "server_kernel_kb_per_user",
                        cost -> scaled(cost.perUser().kernelBytes(), 1024, 2)),
                server("server_threads", cost -> cost.holding().threads().map(count -> count)),
                server("server_files", cost -> cost.holding().openFiles().map(count -> count)),
                server("server_gc_pause_ms", cost -> cost.load().gcPauseNanos().map(Column::millis)),
                server(
                        "server_hiccup_p99_us",
                        cost -> Optional.of(micros(cost.load().hiccups().p99Nanos()))),
                new Column("generator_cpu_us_per_delivery", Column::generatorCpu),
                generator("generator_cpu_share", jvm -> Optional.of(decimal(jvm.cpuShare(), 3))),
                generator("generator_gc_pause_ms", jvm -> jvm.gcPauseNanos().map(Column::millis)),
                generator(
                        "generator_hiccup_p99_us",
                        jvm -> Optional.of(micros(jvm.hiccups().p99Nanos()))));
    }

    /** More of what the cell is; these columns came later. */
    private static List<Column> setting() {
        return List.of(
                known(
                        "long_poll_wait_ms",
                        result -> result.cell().reading().longPollWait().toMillis()),
                known("fork", result -> result.trial().fork()));
    }

    private static Optional<Object> generatorCpu(TrialResult result) {
        long delivered =
                result.load().map(load -> load.deliveries().delivered()).orElse(0L);
        return result.evidence()
                .generator()
                .filter(jvm -> delivered > 0)
                .map(jvm -> decimal(jvm.cpuNanos() / 1e3 / delivered, 2));
    }

    /** The value as it stands in a file: digits and a point in every locale, empty where there is none. */
    String text(TrialResult result) {
        return value.apply(result)
                .map(found -> found instanceof BigDecimal number ? number.toPlainString() : found.toString())
                .orElse("");
    }

    private static Column known(String name, Function<TrialResult, Object> value) {
        return new Column(name, value.andThen(Optional::of));
    }

    private static Column measured(String name, Function<LoadResult, Long> value) {
        return new Column(name, result -> result.load().map(value));
    }

    private static Column server(String name, Function<ServerCost, Optional<Object>> value) {
        return new Column(name, result -> result.evidence().server().flatMap(value));
    }

    private static Column generator(String name, Function<JvmLoad, Optional<Object>> value) {
        return new Column(name, result -> result.evidence().generator().flatMap(value));
    }

    /** By all first arrivals, those of the warm-up included, as their traffic is. */
    private static Column perDelivery(String name, ToLongFunction<Traffic> amount) {
        return ratio(
                name,
                load -> amount.applyAsLong(load.traffic()),
                load -> load.deliveries().arrived());
    }

    private static Column micros(
            String name, Function<Latencies, Histogram> histogram, Function<Histogram, OptionalLong> figure) {
        return new Column(
                name,
                result -> result.load()
                        .map(LoadResult::latencies)
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
                        .map(load -> divided(numerator.apply(load), denominator.apply(load))));
    }

    private static BigDecimal divided(long numerator, long denominator) {
        return BigDecimal.valueOf(numerator)
                .divide(BigDecimal.valueOf(denominator), RATIO_DIGITS, RoundingMode.HALF_UP);
    }

    private static Optional<Object> scaled(OptionalDouble figure, double unit, int digits) {
        return figure.isEmpty() ? Optional.empty() : Optional.of(decimal(figure.getAsDouble() / unit, digits));
    }

    private static BigDecimal decimal(double figure, int digits) {
        return BigDecimal.valueOf(figure).setScale(digits, RoundingMode.HALF_UP);
    }

    private static BigDecimal millis(long nanos) {
        return BigDecimal.valueOf(nanos, 6).setScale(1, RoundingMode.HALF_UP);
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
