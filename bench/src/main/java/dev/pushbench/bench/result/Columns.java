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
import static dev.pushbench.bench.result.Column.perArrival;
import static dev.pushbench.bench.result.Column.perDelivery;
import static dev.pushbench.bench.result.Column.ratio;

import dev.pushbench.bench.input.DurationText;
import dev.pushbench.bench.link.LinkProfile;
import dev.pushbench.bench.link.LinkText;
import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.LoadResult;
import dev.pushbench.client.measure.Latencies;
import dev.pushbench.client.measure.TlsHandshakes;
import dev.pushbench.client.measure.Traffic;
import dev.pushbench.client.measure.Upstream;
import dev.pushbench.client.measure.WireBytes;
import dev.pushbench.protocol.Subprotocol;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
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
                    windowAmounts(),
                    backoff(),
                    deviations(),
                    verdicts(),
                    LatencyIntervals.columns())
            .flatMap(List::stream)
            .toList();

    private static final double NANOS_PER_MINUTE = 60e9;
    private static final String BYTES_PER_MESSAGE = "bytes_per_message";

    private Columns() {}

    private static List<Column> whatWasMeasured() {
        return List.of(
                known("technique", figures -> figures.cell().technique().id()),
                known("users", figures -> figures.cell().users()),
                known(
                                "rate_per_s",
                                figures -> Rounding.plain(
                                        figures.cell().publishing().eventsPerSecond()))
                        .onlyFor(AppliesTo.EVENTS),
                known("event_bytes", figures -> figures.cell().publishing().eventBytes())
                        .onlyFor(AppliesTo.EVENTS),
                millis("poll_interval", cell -> cell.reading().pollInterval()).onlyFor(AppliesTo.POLLING),
                known("headers", figures -> figures.cell().requests().headers().name()),
                known("keep_alive", figures -> figures.cell().requests().keepAlive())
                        .onlyFor(AppliesTo.ASKING),
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

    /** Both directions together, then each; of what happened in the windows. */
    private static List<Column> bytes() {
        List<Column> columns = new ArrayList<>();
        WireClass.ALL.stream().filter(each -> !each.id().equals("handshake")).forEach(each -> {
            columns.add(bytes(each.id(), "", traffic -> each.of(traffic.up()) + each.of(traffic.down())));
            columns.add(bytes(each.id(), "_up", traffic -> each.of(traffic.up())));
            columns.add(bytes(each.id(), "_down", traffic -> each.of(traffic.down())));
        });
        columns.add(figure("handshake", "bytes_per_user", Columns::handshakeBytes));
        columns.add(bytes("overhead", "", Columns::overhead));
        columns.add(figure(
                "modelled_packet_header",
                BYTES_PER_DELIVERY,
                perArrival(amounts -> amounts.traffic().modelledPacketHeaderBytes(amounts.opened()))));
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

    /** Everything in the windows that is not event bytes; what opens a stream or a WebSocket is a figure of its own. */
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
                                load -> load.window().amounts().traffic().emptyAnswers(),
                                load -> load.window().amounts().traffic().requests())),
                microsOfEvents("rearm_gap_p50", Latencies::rearmGap, Percentile.P50, Columns::answers),
                microsOfEvents("rearm_gap_p99", Latencies::rearmGap, Percentile.P99, Columns::answers));
    }

    /** Occasions at which long polls are answered: an event answers all that wait for it, an empty answer goes to one of them. */
    private static long answers(LoadResult load) {
        return windowEvents(load) + load.window().amounts().traffic().emptyAnswers();
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
                        "kib_per_user",
                        ofServer(cost -> Rounding.scaled(cost.perUser().heapBytes(), 1024, 2))),
                figure(
                        "server_rss",
                        "kib_per_user",
                        ofServer(cost -> Rounding.scaled(cost.perUser().rssBytes(), 1024, 2))),
                figure(
                        "server_kernel",
                        "kib_per_user",
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

    /** In the windows, in which the processors were watched as well. */
    private static long arrivals(Figures figures) {
        return figures.load().map(load -> load.window().amounts().arrivals()).orElse(0L);
    }

    private static Function<Figures, Optional<Object>> ofGeneratorPerDelivery(ToLongFunction<JvmLoad> nanos) {
        return figures -> {
            long arrivals = arrivals(figures);
            return figures.evidence()
                    .generator()
                    .filter(jvm -> arrivals > 0)
                    .map(jvm -> Rounding.decimal(nanos.applyAsLong(jvm) / 1e3 / arrivals, 2));
        };
    }

    /** More of what the cell is; this came later. */
    private static List<Column> setting() {
        return List.of(
                millis("long_poll_wait", cell -> cell.reading().longPollWait()).onlyFor(AppliesTo.LONG_POLLING),
                millis("idle", cell -> cell.phases().idle()),
                millis("warmup", cell -> cell.phases().warmup()),
                known(
                        "warmup_windows",
                        figures -> figures.cell().phases().windows().warmup()),
                millis("window", cell -> cell.phases().window()),
                known("windows", figures -> figures.cell().phases().windows().measured()));
    }

    /** A time that was asked for, exact. */
    private static Column millis(String name, Function<Cell, Duration> time) {
        return known(name + "_ms", figures -> DurationText.millis(time.apply(figures.cell())));
    }

    private static List<Column> processes() {
        return List.of(
                bare("server_processes", "", ofProcesses(all -> Optional.of(all.servers())))
                        .onlyFor(AppliesTo.OWN_SERVER),
                bare("generator_processes", "", ofProcesses(all -> Optional.of(all.generators()))),
                figure(
                        "processes_rss",
                        "mib",
                        ofProcesses(all ->
                                all.rssBytes().map(bytes -> Rounding.decimal((double) bytes / (1 << 20), 1)))));
    }

    /** More of what playing the users cost; this came later. */
    private static List<Column> playing() {
        return List.of(
                figure("generator_alloc", BYTES_PER_DELIVERY, Columns::generatorAllocation),
                figure(
                        "generator_heap",
                        "kib_per_user",
                        ofPlaying(cost -> Rounding.scaled(cost.heapBytesPerUser(), 1024, 2))),
                figure(
                        "connect_all",
                        "ms",
                        ofPlaying(cost -> optional(cost.connectAllNanos()).map(Rounding::millis))));
    }

    private static Optional<Object> generatorAllocation(Figures figures) {
        long arrivals = arrivals(figures);
        return figures.evidence()
                .playing()
                .filter(cost -> arrivals > 0)
                .map(cost -> Rounding.decimal((double) cost.allocatedBytes() / arrivals, 1));
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
                known("scenario", figures -> figures.cell().scene().name()),
                known(
                        "users_per_room",
                        figures ->
                                figures.cell().scene().audience(figures.cell().users())),
                known(
                                "arrivals",
                                figures -> figures.cell()
                                        .scene()
                                        .arrivals()
                                        .pattern()
                                        .id())
                        .onlyFor(AppliesTo.EVENTS),
                known(
                                "events_at_once",
                                figures -> figures.cell().scene().arrivals().atOnce())
                        .onlyFor(AppliesTo.EVENTS),
                known("sender", figures -> figures.cell().scene().sender().id()).onlyFor(AppliesTo.EVENTS));
    }

    /** How a WebSocket speaks. */
    private static List<Column> frames() {
        return List.of(
                known(
                                "frames",
                                figures -> figures.cell()
                                        .requests()
                                        .frames()
                                        .name()
                                        .toLowerCase(Locale.ROOT))
                        .onlyFor(AppliesTo.WEBSOCKET),
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
        return figures.load()
                .map(load -> load.window().amounts().traffic().upstream())
                .filter(upstream -> upstream.messages() > 0);
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
                        .map(cost -> Rounding.decimal(
                                cost.perDelivery().totalCpuNanos()
                                        / 1e6
                                        * (NANOS_PER_MINUTE / windowNanos(figures))
                                        / figures.usersPlayed(),
                                3))));
    }

    /** How long the windows of one trial last. */
    private static double windowNanos(Figures figures) {
        return figures.cell().phases().allMeasured().toNanos();
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
                bare(
                        "tls_version",
                        "",
                        figures -> figures.cell().tls().map(tls -> tls.version().id())),
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

    /** How the server pushes; empty where that means nothing to the technique, or the server is not ours. */
    private static List<Column> serving() {
        return List.of(
                millis("heartbeat", cell -> cell.serving().heartbeat()).onlyFor(AppliesTo.HEARTBEAT),
                millis("coalesce", cell -> cell.serving().coalescing()).onlyFor(AppliesTo.COALESCING));
    }

    /** Of requests that publish; this came later. */
    private static List<Column> unanswered() {
        return List.of(bare(
                "upstream_unanswered",
                COUNT,
                figures -> figures.load() // of the whole trial: at the end of a window some are on their way
                        .map(load -> load.traffic().upstream())
                        .filter(upstream -> upstream.requests() > 0)
                        .map(upstream -> upstream.requests() - upstream.acknowledged())));
    }

    /** What the per-delivery figures of the windows are made of, and what happened outside of them. */
    private static List<Column> windowAmounts() {
        return List.of(
                counted("window_events", load -> load.published().windowEvents()),
                counted("window_arrivals", load -> load.window().amounts().arrivals()),
                counted(
                        "window_requests",
                        load -> load.window().amounts().traffic().requests()),
                counted(
                        "window_connections_opened",
                        load -> load.window().amounts().opened()),
                counted(
                        "outside_requests",
                        load -> load.traffic().requests()
                                - load.window().amounts().traffic().requests()),
                counted(
                        "outside_connections_opened",
                        load -> load.connections().opened()
                                - load.window().amounts().opened()),
                figure(
                        "outside_traffic",
                        "bytes",
                        figures -> figures.load()
                                .map(load -> load.traffic().bytes()
                                        - load.window().amounts().traffic().bytes())),
                counted("opening_requests", load -> load.traffic().openings()));
    }

    /** What pauses before reconnecting after an error cost; this came later. */
    private static List<Column> backoff() {
        return List.of(
                counted("reconnect_backoffs", load -> load.connections().backoffs()),
                figure(
                        "reconnect_backoff",
                        "ms",
                        figures -> figures.load()
                                .map(load -> Rounding.millis(load.connections().backoffNanos()))));
    }

    /** What arrived otherwise than it was published; this came later. */
    private static List<Column> deviations() {
        return List.of(
                counted("altered", load -> load.deliveries().deviations().altered()),
                counted("unpublished", load -> load.deliveries().deviations().unpublished()),
                counted("due_rewritten", load -> load.deliveries().deviations().dueRewritten()));
    }

    /** The verdict on each group of figures. */
    private static List<Column> verdicts() {
        return Stream.of(FigureGroup.values())
                .map(group -> known(
                        group.column(),
                        figures -> figures.validity().grade(group).name()))
                .toList();
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
