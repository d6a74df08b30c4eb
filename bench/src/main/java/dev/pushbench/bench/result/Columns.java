package dev.pushbench.bench.result;

import static dev.pushbench.bench.result.Column.BYTES_PER_DELIVERY;
import static dev.pushbench.bench.result.Column.COUNT;
import static dev.pushbench.bench.result.Column.MICROS;
import static dev.pushbench.bench.result.Column.SHARE;
import static dev.pushbench.bench.result.Column.bare;
import static dev.pushbench.bench.result.Column.counted;
import static dev.pushbench.bench.result.Column.figure;
import static dev.pushbench.bench.result.Column.known;
import static dev.pushbench.bench.result.Column.micros;
import static dev.pushbench.bench.result.Column.microsOfEvents;
import static dev.pushbench.bench.result.Column.ofGenerator;
import static dev.pushbench.bench.result.Column.ofServer;
import static dev.pushbench.bench.result.Column.perDelivery;
import static dev.pushbench.bench.result.Column.ratio;

import dev.pushbench.bench.link.LinkProfile;
import dev.pushbench.bench.link.LinkText;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.LoadResult;
import dev.pushbench.client.measure.Latencies;
import dev.pushbench.client.measure.TlsHandshakes;
import dev.pushbench.client.measure.Traffic;
import dev.pushbench.client.measure.Upstream;
import dev.pushbench.client.measure.WireBytes;
import dev.pushbench.protocol.Subprotocol;
import dev.pushbench.protocol.Technique;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** All that is told of a trial, and in the same words of a cell. */
final class Columns {
    /** In the order of the file. New columns go to the end. */
    static final List<Column> ALL = Stream.of(
                    whatWasMeasured(),
                    deliveries(),
                    latencies(),
                    bytes(),
                    requests(),
                    connections(),
                    cost(),
                    setting(),
                    processes(),
                    scene(),
                    playing(),
                    frames(),
                    upstream(),
                    costOfUsers(),
                    LifeColumns.all(),
                    link(),
                    tls(),
                    serving(),
                    unanswered(),
                    LatencyIntervals.columns())
            .flatMap(List::stream)
            .toList();

    private static final double NANOS_PER_MINUTE = 60e9;
    private static final String BYTES_PER_MESSAGE = "bytes_per_message";

    private Columns() {}

    private static List<Column> whatWasMeasured() {
        return List.of(
                known("scenario", figures -> figures.cell().scenario()),
                known("technique", figures -> figures.cell().technique().id()),
                known("users", figures -> figures.cell().users()),
                known(
                        "rate_per_s",
                        figures -> Rounding.plain(figures.cell().publishing().eventsPerSecond())),
                known("event_bytes", figures -> figures.cell().publishing().eventBytes()),
                known(
                        "poll_interval_ms",
                        figures -> figures.cell().reading().pollInterval().toMillis()),
                known("headers", figures -> figures.cell().requests().headers().name()),
                known("keep_alive", figures -> figures.cell().requests().keepAlive()),
                known("tls", figures -> figures.cell().tls().isPresent()),
                known("validity", figures -> figures.validity().word()),
                bare(
                        "causes",
                        "",
                        figures -> Optional.<Object>of(figures.validity().reasons())
                                .filter(reasons -> !reasons.equals(""))));
    }

    private static List<Column> deliveries() {
        return List.of(
                counted("expected", LoadResult::expected),
                counted("delivered", load -> load.deliveries().delivered()),
                counted("missing", load -> load.deliveries().missing()),
                counted("duplicate", load -> load.deliveries().duplicate()),
                counted("out_of_order", load -> load.deliveries().outOfOrder()),
                counted("gap_notices", load -> load.deliveries().gapNotices()));
    }

    private static List<Column> latencies() {
        return List.of(
                microsOfEvents("latency_p50", Latencies::latency, Percentile.P50, Columns::windowEvents),
                microsOfEvents("latency_p90", Latencies::latency, Percentile.P90, Columns::windowEvents),
                microsOfEvents("latency_p99", Latencies::latency, Percentile.P99, Columns::windowEvents),
                microsOfEvents("latency_p999", Latencies::latency, Percentile.P999, Columns::windowEvents),
                microsOfEvents("latency_p9999", Latencies::latency, Percentile.P9999, Columns::windowEvents),
                micros("latency_max", Latencies::latency, Percentile::max),
                figure(
                        "latency_worst_user_mean",
                        MICROS,
                        figures -> figures.load()
                                .map(load -> load.latencies().worstUserMeanNanos())
                                .filter(OptionalLong::isPresent)
                                .map(nanos -> Rounding.micros(nanos.getAsLong()))),
                microsOfEvents("service_p50", Latencies::serviceLatency, Percentile.P50, Columns::windowEvents),
                microsOfEvents("service_p99", Latencies::serviceLatency, Percentile.P99, Columns::windowEvents),
                micros("publish_delay_p50", Latencies::publishDelay, Percentile.P50::of),
                micros("publish_delay_p99", Latencies::publishDelay, Percentile.P99::of));
    }

    private static long windowEvents(LoadResult load) {
        return load.published().windowEvents();
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
        classes.forEach((metric, bytes) -> {
            columns.add(
                    bytes(metric, "", traffic -> bytes.applyAsLong(traffic.up()) + bytes.applyAsLong(traffic.down())));
            columns.add(bytes(metric, "_up", traffic -> bytes.applyAsLong(traffic.up())));
            columns.add(bytes(metric, "_down", traffic -> bytes.applyAsLong(traffic.down())));
        });
        columns.add(figure("handshake", "bytes_per_user", Columns::handshakeBytes));
        columns.add(bytes("overhead", "", Columns::overhead));
        columns.add(figure(
                "modelled_packet_header",
                BYTES_PER_DELIVERY,
                ratio(
                        load -> load.traffic()
                                .modelledPacketHeaderBytes(load.connections().opened()),
                        load -> load.deliveries().arrived())));
        columns.add(figure("idle", "bytes_per_user_minute", Columns::idleBytes));
        return columns;
    }

    private static Column bytes(String metric, String direction, ToLongFunction<Traffic> amount) {
        return new Column(
                metric + "_" + BYTES_PER_DELIVERY + direction,
                metric + direction,
                BYTES_PER_DELIVERY,
                perDelivery(amount));
    }

    /** Each user shakes hands in every trial. */
    private static Optional<Object> handshakeBytes(Figures figures) {
        return figures.load()
                .map(LoadResult::traffic)
                .map(traffic -> Rounding.divided(
                        traffic.up().handshake() + traffic.down().handshake(), figures.usersPlayed()));
    }

    /** The time is that of all trials, so the users are those of one. */
    private static Optional<Object> idleBytes(Figures figures) {
        return figures.load()
                .flatMap(load -> load.published().idle())
                .map(idle -> BigDecimal.valueOf(idle.bytes()
                                * NANOS_PER_MINUTE
                                / idle.nanos()
                                / figures.cell().users())
                        .setScale(1, RoundingMode.HALF_UP));
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
                figure("requests", "per_delivery", perDelivery(Traffic::requests)),
                bare(
                        "empty_answer_share",
                        SHARE,
                        ratio(
                                load -> load.traffic().emptyAnswers(),
                                load -> load.traffic().requests())),
                microsOfEvents("rearm_gap_p50", Latencies::rearmGap, Percentile.P50, Columns::answers),
                microsOfEvents("rearm_gap_p99", Latencies::rearmGap, Percentile.P99, Columns::answers));
    }

    /** Occasions at which long polls are answered: an event answers all that wait for it, an empty answer goes to one of them. */
    private static long answers(LoadResult load) {
        return load.published().events() + load.traffic().emptyAnswers();
    }

    private static List<Column> connections() {
        return List.of(
                counted("connections_opened", load -> load.connections().opened()),
                counted("connections_peak", load -> load.connections().peak()),
                counted("connections_closed_by_user", load -> load.connections().closedByUser()),
                counted(
                        "connections_closed_by_server",
                        load -> load.connections().closedByServer()),
                counted("connections_failed", load -> load.connections().failed()),
                counted("connections_reconnected", load -> load.connections().reconnected()),
                bare(
                        "server_connections_accepted",
                        COUNT,
                        ofServer(cost -> Optional.of(cost.holding().connectionsAccepted()))),
                micros("connect_p50", Latencies::connectTime, Percentile.P50::of),
                micros("connect_p99", Latencies::connectTime, Percentile.P99::of));
    }

    private static List<Column> cost() {
        return Stream.of(costOfDeliveries(), costOfServer(), costOfGenerator())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Column> costOfDeliveries() {
        return List.of(
                figure(
                        "server_cpu",
                        "us_per_delivery",
                        ofServer(cost -> Rounding.scaled(cost.perDelivery().cpuNanos(), 1e3, 2))),
                figure(
                        "server_java_cpu",
                        "us_per_delivery",
                        ofServer(cost -> Rounding.scaled(cost.javaCpuNanosPerDelivery(), 1e3, 2))),
                figure(
                        "server_alloc",
                        BYTES_PER_DELIVERY,
                        ofServer(cost -> Rounding.scaled(cost.perDelivery().allocatedBytes(), 1, 1))));
    }

    private static List<Column> costOfServer() {
        return List.of(
                figure(
                        "server_heap",
                        "kb_per_user",
                        ofServer(cost -> Rounding.scaled(cost.perUser().heapBytes(), 1024, 2))),
                figure(
                        "server_rss",
                        "kb_per_user",
                        ofServer(cost -> Rounding.scaled(cost.perUser().rssBytes(), 1024, 2))),
                figure(
                        "server_kernel",
                        "kb_per_user",
                        ofServer(cost -> Rounding.scaled(cost.perUser().kernelBytes(), 1024, 2))),
                bare(
                        "server_threads",
                        COUNT,
                        ofServer(cost -> cost.holding().threads().map(count -> count))),
                bare(
                        "server_files",
                        COUNT,
                        ofServer(cost -> cost.holding().openFiles().map(count -> count))),
                figure(
                        "server_gc_pause",
                        "ms",
                        ofServer(cost -> cost.load().gcPauseNanos().map(Rounding::millis))),
                figure(
                        "server_hiccup_p99",
                        MICROS,
                        ofServer(cost -> Optional.of(
                                Rounding.micros(cost.load().hiccups().p99Nanos())))));
    }

    private static List<Column> costOfGenerator() {
        return List.of(
                figure("generator_cpu", "us_per_delivery", ofGeneratorPerDelivery(JvmLoad::cpuNanos)),
                figure("generator_java_cpu", "us_per_delivery", ofGeneratorPerDelivery(JvmLoad::javaCpuNanos)),
                bare(
                        "generator_cpu_share",
                        SHARE,
                        ofGenerator(jvm -> Optional.of(Rounding.decimal(jvm.cpuShare(), 3)))),
                figure(
                        "generator_gc_pause",
                        "ms",
                        ofGenerator(jvm -> jvm.gcPauseNanos().map(Rounding::millis))),
                figure(
                        "generator_hiccup_p99",
                        MICROS,
                        ofGenerator(
                                jvm -> Optional.of(Rounding.micros(jvm.hiccups().p99Nanos())))));
    }

    private static Function<Figures, Optional<Object>> ofGeneratorPerDelivery(ToLongFunction<JvmLoad> nanos) {
        return figures -> {
            long delivered =
                    figures.load().map(load -> load.deliveries().delivered()).orElse(0L);
            return figures.evidence()
                    .generator()
                    .filter(jvm -> delivered > 0)
                    .map(jvm -> Rounding.decimal(nanos.applyAsLong(jvm) / 1e3 / delivered, 2));
        };
    }

    /** More of what the cell is; this came later. */
    private static List<Column> setting() {
        return List.of(
                known(
                        "long_poll_wait_ms",
                        figures -> figures.cell().reading().longPollWait().toMillis()),
                known("idle_ms", figures -> figures.cell().phases().idle().toMillis()),
                known("warmup_ms", figures -> figures.cell().phases().warmup().toMillis()),
                known(
                        "warmup_windows",
                        figures -> figures.cell().phases().windows().warmup()),
                known("window_ms", figures -> figures.cell().phases().window().toMillis()),
                known("windows", figures -> figures.cell().phases().windows().measured()));
    }

    private static List<Column> processes() {
        return List.of(
                bare("server_processes", "", ofProcesses(all -> Optional.of(all.servers()))),
                bare("generator_processes", "", ofProcesses(all -> Optional.of(all.generators()))),
                figure(
                        "processes_rss",
                        "mb",
                        ofProcesses(all ->
                                all.rssBytes().map(bytes -> Rounding.decimal((double) bytes / (1 << 20), 1)))));
    }

    /** More of what playing the users cost; this came later. */
    private static List<Column> playing() {
        return List.of(
                figure("generator_alloc", BYTES_PER_DELIVERY, Columns::generatorAllocation),
                figure(
                        "generator_heap",
                        "kb_per_user",
                        ofPlaying(cost -> Rounding.scaled(cost.heapBytesPerUser(), 1024, 2))),
                figure(
                        "connect_all",
                        "ms",
                        ofPlaying(cost -> optional(cost.connectAllNanos()).map(Rounding::millis))));
    }

    private static Optional<Object> generatorAllocation(Figures figures) {
        long delivered =
                figures.load().map(load -> load.deliveries().delivered()).orElse(0L);
        return figures.evidence()
                .playing()
                .filter(cost -> delivered > 0)
                .map(cost -> Rounding.decimal((double) cost.allocatedBytes() / delivered, 1));
    }

    private static Function<Figures, Optional<Object>> ofPlaying(Function<GeneratorCost, Optional<Object>> figure) {
        return figures -> figures.evidence().playing().flatMap(figure);
    }

    private static Optional<Long> optional(OptionalLong nanos) {
        return nanos.isPresent() ? Optional.of(nanos.getAsLong()) : Optional.empty();
    }

    /** What happened besides one publisher filling one room. */
    private static List<Column> scene() {
        return List.of(
                known("scene", figures -> figures.cell().scene().name()),
                known(
                        "users_per_room",
                        figures ->
                                figures.cell().scene().audience(figures.cell().users())),
                known(
                        "arrivals",
                        figures -> figures.cell().scene().arrivals().pattern().id()),
                known(
                        "events_at_once",
                        figures -> figures.cell().scene().arrivals().atOnce()),
                known("sender", figures -> figures.cell().scene().sender().id()));
    }

    /** How a WebSocket speaks. */
    private static List<Column> frames() {
        return List.of(
                bare(
                        "frames",
                        "",
                        figures -> Optional.of(figures.cell())
                                .filter(cell -> cell.technique() == Technique.WEBSOCKET)
                                .map(cell -> cell.requests().frames().name().toLowerCase(Locale.ROOT))),
                bare(
                        "subprotocol",
                        "",
                        figures -> figures.cell().requests().subprotocol().map(Subprotocol::token)));
    }

    /** What it took users to publish, where they do. Bytes are also contained in those of deliveries. */
    private static List<Column> upstream() {
        List<Column> columns = new ArrayList<>();
        columns.add(
                bare("upstream_messages", COUNT, figures -> upstream(figures).map(Upstream::messages)));
        columns.add(figure(
                "upstream",
                BYTES_PER_MESSAGE,
                perMessage(upstream -> upstream.up().total() + upstream.down().total())));
        Map<String, ToLongFunction<WireBytes>> classes = new LinkedHashMap<>();
        classes.put("payload", WireBytes::payload);
        classes.put("framing", WireBytes::framing);
        classes.put("head", WireBytes::head);
        classes.forEach((metric, bytes) -> {
            columns.add(upstreamBytes(metric, "_up", upstream -> bytes.applyAsLong(upstream.up())));
            columns.add(upstreamBytes(metric, "_down", upstream -> bytes.applyAsLong(upstream.down())));
        });
        columns.add(figure("upstream_requests", "per_message", perMessage(Upstream::requests)));
        columns.add(micros("upstream_ack_p50", Latencies::acknowledgement, Percentile.P50::of));
        columns.add(micros("upstream_ack_p99", Latencies::acknowledgement, Percentile.P99::of));
        return columns;
    }

    private static Column upstreamBytes(String metric, String direction, ToLongFunction<Upstream> amount) {
        return new Column(
                "upstream_" + metric + "_" + BYTES_PER_MESSAGE + direction,
                "upstream_" + metric + direction,
                BYTES_PER_MESSAGE,
                perMessage(amount));
    }

    private static Optional<Upstream> upstream(Figures figures) {
        return figures.load().map(load -> load.traffic().upstream()).filter(upstream -> upstream.messages() > 0);
    }

    private static Function<Figures, Optional<Object>> perMessage(ToLongFunction<Upstream> amount) {
        return figures ->
                upstream(figures).map(upstream -> Rounding.divided(amount.applyAsLong(upstream), upstream.messages()));
    }

    /** What it costs to have a user, whatever he gets. */
    private static List<Column> costOfUsers() {
        return List.of(bare(
                "server_cpu_ms_per_user_minute", // server_cpu is another metric
                "ms_per_user_minute",
                figures -> figures.evidence()
                        .server()
                        .filter(cost -> cost.load().nanos() > 0)
                        .map(cost -> Rounding.decimal(
                                cost.perDelivery().totalCpuNanos()
                                        / 1e6
                                        * (NANOS_PER_MINUTE / cost.load().nanos())
                                        / figures.cell().users(),
                                3))));
    }

    /** The network between users and server, and how well it kept its own times. */
    private static List<Column> link() {
        return List.of(
                known(
                        "link",
                        figures -> figures.cell().link().map(LinkProfile::name).orElse(LinkText.NONE)),
                figure("link_floor", MICROS, ofLink(seen -> Rounding.micros(seen.floorNanos()))),
                lateOfLink("link_late_p50", Percentile.P50::of),
                lateOfLink("link_late_p99", Percentile.P99::of),
                lateOfLink("link_late_max", Percentile::max),
                bare("link_resets", COUNT, ofLink(LinkEvidence::resets)),
                figure("link_dropped", "bytes", ofLink(LinkEvidence::droppedBytes)));
    }

    private static Column lateOfLink(String metric, Function<Histogram, OptionalLong> percentile) {
        return figure(
                metric,
                MICROS,
                figures -> figures.evidence()
                        .link()
                        .map(LinkEvidence::lateNanos)
                        .map(percentile)
                        .filter(OptionalLong::isPresent)
                        .map(nanos -> Rounding.micros(nanos.getAsLong())));
    }

    private static Function<Figures, Optional<Object>> ofLink(Function<LinkEvidence, Object> value) {
        return figures -> figures.evidence().link().map(value);
    }

    /** Which TLS, and what its handshakes cost; empty where there is none. */
    private static List<Column> tls() {
        return List.of(
                known(
                        "tls_version",
                        figures -> figures.cell()
                                .tls()
                                .map(tls -> tls.version().id())
                                .orElse("none")),
                bare("tls_resumption", "", figures -> figures.cell().tls().map(LoadPlan.Tls::resumption)),
                bare("tls_handshakes", COUNT, ofHandshakes((figures, shaken) -> Optional.of(shaken.count()))),
                bare("tls_resumed", COUNT, ofHandshakes((figures, shaken) -> Optional.of(shaken.resumed()))),
                figure(
                        "tls_handshake",
                        "bytes_per_user",
                        ofHandshakes((figures, shaken) ->
                                Optional.of(Rounding.divided(shaken.bytes(), figures.usersPlayed())))),
                figure(
                        "tls_handshake_p50",
                        MICROS,
                        ofHandshakes((figures, shaken) -> handshakeMicros(Percentile.P50, shaken))),
                figure(
                        "tls_handshake_p99",
                        MICROS,
                        ofHandshakes((figures, shaken) -> handshakeMicros(Percentile.P99, shaken))));
    }

    /** How the server pushes; empty where that means nothing to the technique. */
    private static List<Column> serving() {
        return List.of(
                bare(
                        "heartbeat_ms",
                        "",
                        figures -> Optional.of(figures.cell())
                                .filter(cell -> cell.technique().isPush())
                                .map(cell -> cell.serving().heartbeat().toMillis())),
                bare(
                        "coalesce_ms",
                        "",
                        figures -> Optional.of(figures.cell())
                                .filter(cell -> cell.technique() != Technique.POLLING)
                                .map(cell -> cell.serving().coalescing().toMillis())));
    }

    /** Of requests that publish; this came later. */
    private static List<Column> unanswered() {
        return List.of(bare(
                "upstream_unanswered",
                COUNT,
                figures -> upstream(figures)
                        .filter(upstream -> upstream.requests() > 0)
                        .map(upstream -> upstream.requests() - upstream.acknowledged())));
    }

    private static Optional<Object> handshakeMicros(Percentile percentile, TlsHandshakes shaken) {
        OptionalLong nanos = percentile.of(shaken.time());
        return nanos.isPresent() ? Optional.of(Rounding.micros(nanos.getAsLong())) : Optional.empty();
    }

    private static Function<Figures, Optional<Object>> ofHandshakes(
            BiFunction<Figures, TlsHandshakes, Optional<Object>> value) {
        return figures -> figures.load()
                .filter(load -> figures.cell().tls().isPresent())
                .flatMap(load -> value.apply(figures, load.tlsHandshakes()));
    }

    private static Function<Figures, Optional<Object>> ofProcesses(
            Function<Evidence.Processes, Optional<Object>> value) {
        return figures -> figures.evidence().processes().flatMap(value);
    }
}
