package dev.pushbench.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FigureGroupTest {
    @ParameterizedTest
    @CsvSource({
        "delivered, EXACT",
        "missing, EXACT",
        "overhead_bytes_per_delivery, EXACT",
        "handshake_bytes_per_user, EXACT",
        "idle_bytes_per_user_minute, EXACT",
        "requests_per_delivery, EXACT",
        "empty_answer_share, EXACT",
        "connections_peak, EXACT",
        "server_connections_accepted, EXACT",
        "upstream_requests_per_message, EXACT",
        "tls_handshake_bytes_per_user, EXACT",
        "users_recovered, EXACT",
        "link_dropped_bytes, EXACT",
        "latency_p50_us, LATENCY",
        "latency_worst_user_mean_us, LATENCY",
        "service_p99_us, LATENCY",
        "publish_delay_p99_us, LATENCY",
        "rearm_gap_p50_us, LATENCY",
        "connect_p99_us, LATENCY",
        "connect_all_ms, LATENCY",
        "upstream_ack_p50_us, LATENCY",
        "recovery_max_ms, LATENCY",
        "link_late_p99_us, LATENCY",
        "tls_handshake_p50_us, LATENCY",
        "herd_requests_max, LATENCY",
        "requests_per_100ms_max, LATENCY",
        "server_cpu_us_per_delivery, COST",
        "server_cpu_ms_per_user_minute, COST",
        "server_alloc_bytes_per_delivery, COST",
        "server_heap_kib_per_user, COST",
        "server_gc_pause_ms, COST",
        "server_cpu_peak_cores, COST",
        "generator_cpu_share, COST",
        "generator_java_cpu_us_per_delivery, COST",
        "processes_rss_mib, COST",
    })
    void aFigureBelongsToAGroup(String column, FigureGroup group) {
        assertThat(FigureGroup.ofColumn(column)).isEqualTo(group);
        assertThat(FigureColumns.names()).contains(column);
    }

    /** By the unit in its name: what is not known yet is not taken for exact because of that. */
    @Test
    void noTimeIsExactAndNoCountOfBytesOnTheWireIsAnythingElse() {
        List<String> exact = FigureColumns.names().stream()
                .filter(column -> FigureGroup.ofColumn(column) == FigureGroup.EXACT)
                .toList();

        assertThat(exact).isNotEmpty().noneMatch(column -> column.matches(".*_(us|ms|kb|mb|cores)(_.*)?"));
        assertThat(exact)
                .containsAll(FigureColumns.names().stream()
                        .filter(column -> column.matches("(payload|framing|head|control|tls|overhead)_bytes_per_.*"))
                        .toList());
    }
}
