package dev.pushbench.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.pushbench.bench.Loads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SummaryTest {
    @TempDir
    private Path folder;

    @Test
    void columnsAreThoseOfTheContract() throws Exception {
        assertThat(Files.readString(written(TrialResult.of(Loads.trial(), Loads.flawless(1), Evidence.NONE)))
                        .lines()
                        .findFirst())
                .contains(
                        "cell,technique,users,rate_per_s,event_bytes,poll_interval_ms,headers,keep_alive,tls,validity,causes,"
                                + "expected,delivered,missing,duplicate,out_of_order,gap_notices,"
                                + "latency_p50_us,latency_p90_us,latency_p99_us,latency_p999_us,latency_p9999_us,latency_max_us,"
                                + "latency_worst_user_mean_us,service_p50_us,service_p99_us,publish_delay_p50_us,publish_delay_p99_us,"
                                + "payload_bytes_per_delivery,payload_bytes_per_delivery_up,payload_bytes_per_delivery_down,"
                                + "framing_bytes_per_delivery,framing_bytes_per_delivery_up,framing_bytes_per_delivery_down,"
                                + "head_bytes_per_delivery,head_bytes_per_delivery_up,head_bytes_per_delivery_down,"
                                + "control_bytes_per_delivery,control_bytes_per_delivery_up,control_bytes_per_delivery_down,"
                                + "tls_bytes_per_delivery,tls_bytes_per_delivery_up,tls_bytes_per_delivery_down,"
                                + "handshake_bytes_per_user,overhead_bytes_per_delivery,modelled_packet_header_bytes_per_delivery,"
                                + "idle_bytes_per_user_minute,requests_per_delivery,empty_answer_share,rearm_gap_p50_us,rearm_gap_p99_us,"
                                + "connections_opened,connections_peak,connections_closed_by_user,connections_closed_by_server,"
                                + "connections_failed,connections_reconnected,server_connections_accepted,connect_p50_us,connect_p99_us,"
                                + "server_cpu_us_per_delivery,server_java_cpu_us_per_delivery,server_alloc_bytes_per_delivery,server_heap_kib_per_user,server_rss_kib_per_user,"
                                + "server_kernel_kib_per_user,server_threads,server_files,server_gc_pause_ms,server_hiccup_p99_us,"
                                + "generator_cpu_us_per_delivery,generator_java_cpu_us_per_delivery,generator_cpu_share,generator_gc_pause_ms,generator_hiccup_p99_us,"
                                + "long_poll_wait_ms,idle_ms,warmup_ms,warmup_windows,window_ms,windows,server_processes,generator_processes,processes_rss_mib,"
                                + "scenario,users_per_room,arrivals,events_at_once,sender,"
                                + "generator_alloc_bytes_per_delivery,generator_heap_kib_per_user,connect_all_ms,"
                                + "frames,subprotocol,"
                                + "upstream_messages,upstream_bytes_per_message,upstream_payload_bytes_per_message_up,upstream_payload_bytes_per_message_down,"
                                + "upstream_framing_bytes_per_message_up,upstream_framing_bytes_per_message_down,upstream_head_bytes_per_message_up,upstream_head_bytes_per_message_down,"
                                + "upstream_requests_per_message,upstream_ack_p50_us,upstream_ack_p99_us,server_cpu_ms_per_user_minute,"
                                + "poll_phases,pair_gap_ms,churn_per_s,slow_readers_share,slow_read_bytes_per_s,restart,herd_requests_p50,herd_requests_max,requests_per_100ms_max,next_latency_p50_us,next_latency_p99_us,server_cpu_peak_cores,users_joined,users_left,join_p50_us,join_p99_us,slow_missed_by_gap,server_rss_growth_mib,users_recovered,recovery_p50_ms,recovery_p99_ms,recovery_max_ms,deliveries_lost,"
                                + "link,link_floor_us,link_late_p50_us,link_late_p99_us,link_late_max_us,link_resets,link_dropped_bytes,"
                                + "tls_version,tls_resumption,tls_handshakes,tls_resumed,tls_handshake_bytes_per_user,tls_handshake_p50_us,tls_handshake_p99_us,heartbeat_ms,coalesce_ms,upstream_unanswered,window_events,window_arrivals,window_requests,window_connections_opened,outside_requests,outside_connections_opened,outside_traffic_bytes,opening_requests,reconnect_backoffs,reconnect_backoff_ms,altered,unpublished,due_rewritten,"
                                + "validity_exact,validity_latency,validity_cost,latency_p50_low_us,latency_p50_high_us,latency_p90_low_us,latency_p90_high_us,latency_p99_low_us,latency_p99_high_us,latency_p999_low_us,latency_p999_high_us,forks,forks_rejected,latency_trials,cost_trials");
    }

    @Test
    void figuresAreReadBackInAnyLocale() throws Exception {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            NamedCsvRecord row = rows(written(TrialResult.of(Loads.trial(), Loads.flawless(1000), Evidence.NONE)))
                    .get(0);

            assertThat(row.getField("technique")).isEqualTo("polling");
            assertThat(row.getField("rate_per_s")).isEqualTo("10");
            assertThat(row.getField("causes")).isEmpty();
            assertThat(row.getField("latency_p99_us")).isEqualTo("990.2");
            assertThat(row.getField("latency_p999_us")).isEmpty();
            assertThat(row.getField("latency_max_us")).isEqualTo("1000.4");
            assertThat(row.getField("publish_delay_p50_us")).isEmpty();
            assertThat(row.getField("requests_per_delivery")).isEqualTo("0.0050");
            assertThat(row.getField("empty_answer_share")).isEqualTo("0.2000");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aCauseMayHoldAnyCharacter() throws Exception {
        String cause = "said \"no\", then\nleft; ß";

        NamedCsvRecord row =
                rows(written(TrialResult.unfinished(Loads.trial(), cause))).get(0);

        assertThat(row.getField("causes")).isEqualTo(cause);
        assertThat(row.getField("validity")).isEqualTo("INVALID");
        assertThat(row.getField("delivered")).isEmpty();
    }

    @Test
    void trialsHaveTheSameColumnsAndSayWhichTheyAre() throws Exception {
        Path cells = folder.resolve("cells.csv");
        Path trials = folder.resolve("trials.csv");
        List<TrialResult> results = KeptRuns.twoCellsInFiveForks();

        Summary.writeCells(Files.newOutputStream(cells), CellResult.of(results));
        Summary.writeTrials(Files.newOutputStream(trials), results);

        assertThat(Files.readAllLines(trials).get(0))
                .isEqualTo(Files.readAllLines(cells)
                        .get(0)
                        .replace(",forks,forks_rejected,latency_trials,cost_trials", ",trial,fork"));
        assertThat(rows(trials)).extracting(row -> row.getField("trial")).startsWith("1", "2", "3", "4");
        assertThat(rows(trials)).extracting(row -> row.getField("fork")).startsWith("1", "1", "2", "2");
        assertThat(rows(cells)).extracting(row -> row.getField("forks")).containsExactly("5", "5");
        assertThat(rows(cells))
                .extracting(row -> row.getField("forks_rejected"))
                .containsExactly("0", "1");
        assertThat(rows(cells)).extracting(row -> row.getField("validity")).containsExactly("VALID", "NOISY");
    }

    @Test
    void jsonHasTheSameFiguresAndLeavesOutTheUnmeasured() {
        String json = Json.of(Summary.rows(List.of(
                TrialResult.of(Loads.trial(), Loads.flawless(20), Evidence.NONE),
                TrialResult.unfinished(Loads.trial(), "no server"))));

        assertThat(json).contains("\"latency_p50_us\" : 10.0").doesNotContain("latency_p90_us", "null");
    }

    private Path written(TrialResult result) throws Exception {
        Path file = folder.resolve("summary.csv");
        Summary.writeCells(Files.newOutputStream(file), CellResult.of(List.of(result)));
        return file;
    }

    private static List<NamedCsvRecord> rows(Path file) throws Exception {
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
            return csv.stream().toList();
        }
    }
}
