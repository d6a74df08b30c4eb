package dev.pushbench.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.Loads;
import dev.pushbench.bench.host.Hiccups;
import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.bench.scenario.Phases;
import dev.pushbench.bench.scenario.Trial;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.LoadResult;
import dev.pushbench.client.http.HeaderProfile;
import dev.pushbench.client.measure.ConnectionCounts;
import dev.pushbench.client.measure.Deliveries;
import dev.pushbench.client.measure.Latencies;
import dev.pushbench.client.measure.Traffic;
import dev.pushbench.client.measure.Upstream;
import dev.pushbench.client.measure.WireBytes;
import dev.pushbench.protocol.Technique;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** One result in which no two figures are alike, so that none can stand in another's column. */
final class ColumnTest {
    private static final Cell CELL = new Cell(
            Technique.LONG_POLLING,
            4,
            new LoadPlan.Publishing(2.5, 128),
            new LoadPlan.Reading(Duration.ofMillis(250), Duration.ofSeconds(9)),
            new LoadPlan.Requests(HeaderProfile.BROWSER, false),
            new Phases(
                    Duration.ofSeconds(30), Duration.ofMillis(500), Duration.ofSeconds(1), new LoadPlan.Windows(6, 7)));

    private static final Trial TRIAL = new Trial(1, 2, CELL);

    /** What happened in the windows, of the traffic and the connections of the whole trial. */
    private static final Traffic IN_WINDOW = new Traffic(
            new WireBytes(8, 16, 400, 0, 24, 32),
            new WireBytes(1_280, 160, 40, 0, 4, 20),
            12,
            0,
            3,
            6,
            9,
            4,
            new Upstream(new WireBytes(10, 20, 30, 40, 50, 60), new WireBytes(1, 2, 3, 4, 5, 6), 5, 4, 3));

    private static final LoadResult LOAD = new LoadResult(
            new LoadResult.Published(14, 13, 5_000, 6_000, Optional.of(new LoadResult.Idle(30_000_000_000L, 601))),
            12,
            new Deliveries(16, 10, 1, 2, 3, 4, 1),
            new Latencies(
                    latency(),
                    twoSteps(7_000, 8_000),
                    twoSteps(9_000, 10_000),
                    twoSteps(11_000, 12_000),
                    twoSteps(13_000, 14_000),
                    OptionalLong.of(12_340),
                    twoSteps(15_000, 16_000)),
            new Traffic(
                    new WireBytes(80, 160, 4_000, 1_000, 240, 320),
                    new WireBytes(12_800, 1_600, 400, 602, 40, 200),
                    120,
                    8,
                    30,
                    60,
                    90,
                    40,
                    new Upstream(WireBytes.NONE, WireBytes.NONE, 50, 4, 3)),
            new ConnectionCounts(27, 6, 5, 4, 3, 2, 8, 912_340_000),
            Loads.window(16, IN_WINDOW, 7),
            List.of(),
            Optional.empty());

    private static final Evidence EVIDENCE = new Evidence(
            Optional.of(new ServerCost(
                    new ServerCost.PerDelivery(100, 1_234_000, 6_789),
                    new ServerCost.PerUser(
                            OptionalDouble.of(2_048), OptionalDouble.of(3_072), OptionalDouble.of(1_536)),
                    new ServerCost.Holding(Optional.of(21L), Optional.of(22L), 23),
                    new JvmLoad(
                            1_000_000_000,
                            500_000_000,
                            1_111_000,
                            Optional.of(12_340_000L),
                            new Hiccups(1, 2, 1_234_560, 4)))),
            Optional.of(new JvmLoad(
                    1_000_000_000, 123_456_000, 100_000_000, Optional.of(45_670_000L), new Hiccups(1, 2, 987_640, 4))),
            Optional.of(new Evidence.Surroundings(0, 0)),
            Optional.of(new WireAgreement(1, 1, 1, 1)),
            Optional.of(new Evidence.Processes(2, 3, Optional.of(3_001L << 19))),
            Optional.of(new GeneratorCost(4_560, OptionalDouble.of(1_536), OptionalLong.of(2_345_600_000L))),
            Optional.empty(),
            Optional.of(new LinkEvidence(41_000, twoSteps(100_000, 300_000), 2, 600)));

    @Test
    void everyColumnHasItsFigure() {
        TrialResult result = new TrialResult(TRIAL, Validity.unfinished("a cause"), Optional.of(LOAD), EVIDENCE);

        assertThat(texts(result)).containsExactlyEntriesOf(expected());
    }

    private static Map<String, String> expected() {
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("technique", "long-polling");
        expected.put("users", "4");
        expected.put("rate_per_s", "2.5");
        expected.put("event_bytes", "128");
        expected.put("poll_interval_ms", "");
        expected.put("headers", "browser");
        expected.put("keep_alive", "false");
        expected.put("tls", "false");
        expected.put("validity", "INVALID");
        expected.put("causes", "a cause");
        expected.put("expected", "12");
        expected.put("delivered", "10");
        expected.put("missing", "1");
        expected.put("duplicate", "2");
        expected.put("out_of_order", "3");
        expected.put("gap_notices", "4");
        expected.put("latency_p50_us", "1.0");
        expected.put("latency_p90_us", "2.0");
        expected.put("latency_p99_us", "3.0");
        expected.put("latency_p999_us", "4.0");
        expected.put("latency_p9999_us", "5.0");
        expected.put("latency_max_us", "6.0");
        expected.put("latency_worst_user_mean_us", "12.3");
        expected.put("service_p50_us", "7.0");
        expected.put("service_p99_us", "8.0");
        expected.put("publish_delay_p50_us", "9.0");
        expected.put("publish_delay_p99_us", "10.0");
        // By the 16 arrivals in the windows.
        expected.put("payload_bytes_per_delivery", "80.5000");
        expected.put("payload_bytes_per_delivery_up", "0.5000");
        expected.put("payload_bytes_per_delivery_down", "80.0000");
        expected.put("framing_bytes_per_delivery", "11.0000");
        expected.put("framing_bytes_per_delivery_up", "1.0000");
        expected.put("framing_bytes_per_delivery_down", "10.0000");
        expected.put("head_bytes_per_delivery", "27.5000");
        expected.put("head_bytes_per_delivery_up", "25.0000");
        expected.put("head_bytes_per_delivery_down", "2.5000");
        expected.put("control_bytes_per_delivery", "1.7500");
        expected.put("control_bytes_per_delivery_up", "1.5000");
        expected.put("control_bytes_per_delivery_down", "0.2500");
        expected.put("tls_bytes_per_delivery", "3.2500");
        expected.put("tls_bytes_per_delivery_up", "2.0000");
        expected.put("tls_bytes_per_delivery_down", "1.2500");
        expected.put("handshake_bytes_per_user", "400.5000");
        // 11 + 27.5 + 1.75 + 3.25: no payload, no handshake
        expected.put("overhead_bytes_per_delivery", "43.5000");
        // 52 × (9 reads + 6 writes + 5 bare acknowledgements + 7 × 7 to open and close) / 16
        expected.put("modelled_packet_header_bytes_per_delivery", "224.2500");
        // 601 bytes in half a minute, 4 users
        expected.put("idle_bytes_per_user_minute", "300.5");
        expected.put("requests_per_delivery", "0.7500");
        expected.put("empty_answer_share", "0.2500");
        expected.put("rearm_gap_p50_us", "13.0");
        expected.put("rearm_gap_p99_us", "14.0");
        expected.put("connections_opened", "27");
        expected.put("connections_peak", "6");
        expected.put("connections_closed_by_user", "5");
        expected.put("connections_closed_by_server", "4");
        expected.put("connections_failed", "3");
        expected.put("connections_reconnected", "2");
        expected.put("server_connections_accepted", "23");
        expected.put("connect_p50_us", "11.0");
        expected.put("connect_p99_us", "12.0");
        expected.put("server_cpu_us_per_delivery", "12.34");
        expected.put("server_java_cpu_us_per_delivery", "11.11");
        expected.put("server_alloc_bytes_per_delivery", "67.9");
        expected.put("server_heap_kib_per_user", "2.00");
        expected.put("server_rss_kib_per_user", "3.00");
        expected.put("server_kernel_kib_per_user", "1.50");
        expected.put("server_threads", "21");
        expected.put("server_files", "22");
        expected.put("server_gc_pause_ms", "12.3");
        expected.put("server_hiccup_p99_us", "1234.6");
        // By the 16 arrivals in the windows, as the CPU time is.
        expected.put("generator_cpu_us_per_delivery", "7716.00");
        expected.put("generator_java_cpu_us_per_delivery", "6250.00");
        expected.put("generator_cpu_share", "0.123");
        expected.put("generator_gc_pause_ms", "45.7");
        expected.put("generator_hiccup_p99_us", "987.6");
        expected.put("long_poll_wait_ms", "9000");
        expected.put("idle_ms", "30000");
        expected.put("warmup_ms", "500");
        expected.put("warmup_windows", "6");
        expected.put("window_ms", "1000");
        expected.put("windows", "7");
        expected.put("server_processes", "2");
        expected.put("generator_processes", "3");
        expected.put("processes_rss_mib", "1500.5");
        expected.put("scenario", "broadcast");
        expected.put("users_per_room", "4");
        expected.put("arrivals", "constant");
        expected.put("events_at_once", "1");
        expected.put("sender", "publisher");
        expected.put("generator_alloc_bytes_per_delivery", "285.0");
        expected.put("generator_heap_kib_per_user", "1.50");
        expected.put("connect_all_ms", "2345.6");
        expected.put("frames", "");
        expected.put("subprotocol", "");
        expected.put("upstream_messages", "5");
        // 10 + 20 + 30 + 40 + 50 + 60 up, 1 + 2 + 3 + 4 + 5 + 6 down, of 5 messages
        expected.put("upstream_bytes_per_message", "46.2000");
        expected.put("upstream_payload_bytes_per_message_up", "2.0000");
        expected.put("upstream_payload_bytes_per_message_down", "0.2000");
        expected.put("upstream_framing_bytes_per_message_up", "4.0000");
        expected.put("upstream_framing_bytes_per_message_down", "0.4000");
        expected.put("upstream_head_bytes_per_message_up", "6.0000");
        expected.put("upstream_head_bytes_per_message_down", "0.6000");
        expected.put("upstream_requests_per_message", "0.8000");
        expected.put("upstream_ack_p50_us", "15.0");
        expected.put("upstream_ack_p99_us", "16.0");
        // 1.234 ms in a second, 4 users
        expected.put("server_cpu_ms_per_user_minute", "2.644");
        expected.put("poll_phases", "");
        expected.put("pair_gap_ms", "");
        expected.put("churn_per_s", "");
        expected.put("slow_readers_share", "");
        expected.put("slow_read_bytes_per_s", "");
        expected.put("restart", "false");
        expected.put("herd_requests_p50", "");
        expected.put("herd_requests_max", "");
        expected.put("requests_per_100ms_max", "");
        expected.put("next_latency_p50_us", "");
        expected.put("next_latency_p99_us", "");
        expected.put("server_cpu_peak_cores", "");
        expected.put("users_joined", "");
        expected.put("users_left", "");
        expected.put("join_p50_us", "");
        expected.put("join_p99_us", "");
        expected.put("slow_missed_by_gap", "");
        expected.put("server_rss_growth_mib", "");
        expected.put("users_recovered", "");
        expected.put("recovery_p50_ms", "");
        expected.put("recovery_p99_ms", "");
        expected.put("recovery_max_ms", "");
        expected.put("deliveries_lost", "");
        expected.put("link", "none");
        expected.put("link_floor_us", "41.0");
        expected.put("link_late_p50_us", "100.0");
        expected.put("link_late_p99_us", "300.0");
        expected.put("link_late_max_us", "300.0");
        expected.put("link_resets", "2");
        expected.put("link_dropped_bytes", "600");
        expected.put("tls_version", "");
        expected.put("tls_resumption", "");
        expected.put("tls_handshakes", "");
        expected.put("tls_resumed", "");
        expected.put("tls_handshake_bytes_per_user", "");
        expected.put("tls_handshake_p50_us", "");
        expected.put("tls_handshake_p99_us", "");
        expected.put("heartbeat_ms", "");
        expected.put("coalesce_ms", "0");
        expected.put("upstream_unanswered", "1");
        expected.put("window_events", "13");
        expected.put("window_arrivals", "16");
        expected.put("window_requests", "12");
        expected.put("window_connections_opened", "7");
        expected.put("outside_requests", "108");
        expected.put("outside_connections_opened", "20");
        // 80 + 160 + 4,000 + 1,000 + 240 + 320 up, 12,800 + 1,600 + 400 + 602 + 40 + 200 down, less 480 and 1,504
        expected.put("outside_traffic_bytes", "19458");
        expected.put("opening_requests", "8");
        expected.put("reconnect_backoffs", "8");
        expected.put("reconnect_backoff_ms", "912.3");
        expected.put("altered", "0");
        expected.put("unpublished", "0");
        expected.put("due_rewritten", "0");
        expected.put("validity_exact", "INVALID");
        expected.put("validity_latency", "INVALID");
        expected.put("validity_cost", "INVALID");
        expected.put("latency_p50_low_us", "");
        expected.put("latency_p50_high_us", "");
        expected.put("latency_p90_low_us", "");
        expected.put("latency_p90_high_us", "");
        expected.put("latency_p99_low_us", "");
        expected.put("latency_p99_high_us", "");
        expected.put("latency_p999_low_us", "");
        expected.put("latency_p999_high_us", "");
        return expected;
    }

    @Test
    void withoutATrialOnlyWhatWasAskedForIsKnown() {
        assertThat(present(texts(TrialResult.unfinished(TRIAL, "no server"))))
                .containsExactly(
                        "technique",
                        "users",
                        "rate_per_s",
                        "event_bytes",
                        "headers",
                        "keep_alive",
                        "tls",
                        "validity",
                        "causes",
                        "long_poll_wait_ms",
                        "idle_ms",
                        "warmup_ms",
                        "warmup_windows",
                        "window_ms",
                        "windows",
                        "scenario",
                        "users_per_room",
                        "arrivals",
                        "events_at_once",
                        "sender",
                        "restart",
                        "link",
                        "coalesce_ms",
                        "validity_exact",
                        "validity_latency",
                        "validity_cost");
    }

    @Test
    void withoutEvidenceNoCostIsKnown() {
        assertThat(present(texts(TrialResult.of(TRIAL, LOAD, Evidence.NONE))))
                .noneMatch(name -> name.startsWith("server_") || name.startsWith("generator_"))
                .contains("causes", "delivered", "payload_bytes_per_delivery");
    }

    @Test
    void whatTheServersSystemDoesNotTellIsEmpty() {
        JvmLoad unrecorded = new JvmLoad(10, 5, 5, Optional.empty(), new Hiccups(1, 1, 1_000, 1));
        ServerCost cost = new ServerCost(
                new ServerCost.PerDelivery(0, 0, 0),
                new ServerCost.PerUser(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty()),
                new ServerCost.Holding(Optional.empty(), Optional.empty(), 23),
                unrecorded);
        Evidence evidence =
                new Evidence(Optional.of(cost), Optional.of(unrecorded), Optional.empty(), Optional.empty());

        assertThat(present(texts(TrialResult.of(TRIAL, LOAD, evidence))))
                .filteredOn(name -> name.startsWith("server_") || name.startsWith("generator_"))
                .containsExactly(
                        "server_connections_accepted",
                        "server_hiccup_p99_us",
                        "generator_cpu_us_per_delivery",
                        "generator_java_cpu_us_per_delivery",
                        "generator_cpu_share",
                        "generator_hiccup_p99_us",
                        "server_cpu_ms_per_user_minute");
    }

    @Test
    void whereNothingArrivedNothingIsDividedByIt() {
        LoadResult silent = new LoadResult(
                new LoadResult.Published(4, 3, 5_000, 6_000, Optional.empty()),
                12,
                Deliveries.NONE,
                Loads.flawless(0).latencies(),
                new Traffic(LOAD.traffic().up(), LOAD.traffic().down(), 0, 0, 1, 1, 0),
                LOAD.connections(),
                Loads.window(0, IN_WINDOW, 0),
                List.of(),
                Optional.empty());

        Map<String, String> texts = texts(TrialResult.of(TRIAL, silent, EVIDENCE));

        assertThat(present(texts))
                .filteredOn(name -> name.contains("per_delivery")
                        || name.contains("share")
                        || name.endsWith("_us")
                        || name.startsWith("idle_bytes"))
                .containsExactly(
                        "empty_answer_share",
                        "server_cpu_us_per_delivery",
                        "server_java_cpu_us_per_delivery",
                        "server_alloc_bytes_per_delivery",
                        "server_hiccup_p99_us",
                        "generator_cpu_share",
                        "generator_hiccup_p99_us",
                        "link_floor_us",
                        "link_late_p50_us",
                        "link_late_p99_us",
                        "link_late_max_us");
        assertThat(texts).containsEntry("delivered", "0").containsEntry("handshake_bytes_per_user", "400.5000");
    }

    /** A hundred thousand deliveries of three events; answers that bring four events and three that bring none are seven occasions. */
    @Test
    void percentilesOfWhatEventsCauseNeedTenEvents() {
        LoadResult fewEvents = new LoadResult(
                new LoadResult.Published(4, 3, 5_000, 6_000, Optional.empty()),
                12,
                LOAD.deliveries(),
                LOAD.latencies(),
                LOAD.traffic(),
                LOAD.connections(),
                List.of(),
                List.of(),
                Optional.empty());

        assertThat(present(texts(TrialResult.of(TRIAL, fewEvents, Evidence.NONE))))
                .filteredOn(name -> name.endsWith("_us"))
                .containsExactly(
                        "latency_max_us",
                        "latency_worst_user_mean_us",
                        "publish_delay_p50_us",
                        "publish_delay_p99_us",
                        "connect_p50_us",
                        "connect_p99_us",
                        "upstream_ack_p50_us",
                        "upstream_ack_p99_us");
    }

    @Test
    void aWholeRateHasNoFraction() {
        assertThat(texts(TrialResult.unfinished(Loads.trial(), "no server"))).containsEntry("rate_per_s", "10");
    }

    private static Map<String, String> texts(TrialResult result) {
        Map<String, String> texts = new LinkedHashMap<>();
        Columns.ALL.forEach(column -> texts.put(column.name(), column.text(Figures.of(result))));
        return texts;
    }

    private static List<String> present(Map<String, String> texts) {
        return texts.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** 100,000 samples, so that each percentile that is told ends on a step of its own. */
    private static Histogram latency() {
        Histogram histogram = new Histogram(3);
        histogram.recordValueWithCount(1_000, 50_000);
        histogram.recordValueWithCount(2_000, 40_000);
        histogram.recordValueWithCount(3_000, 9_000);
        histogram.recordValueWithCount(4_000, 900);
        histogram.recordValueWithCount(5_000, 90);
        histogram.recordValueWithCount(6_000, 10);
        return histogram;
    }

    private static Histogram twoSteps(long medianNanos, long tailNanos) {
        Histogram histogram = new Histogram(3);
        histogram.recordValueWithCount(medianNanos, 900);
        histogram.recordValueWithCount(tailNanos, 100);
        return histogram;
    }
}
