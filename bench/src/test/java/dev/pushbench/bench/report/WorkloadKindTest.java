package dev.pushbench.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.result.Row;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WorkloadKindTest {
    /** As a run of today tells what is usual. */
    private static final Map<String, String> USUAL = Map.ofEntries(
            Map.entry("users", "100"),
            Map.entry("event_bytes", "128"),
            Map.entry("headers", "minimal"),
            Map.entry("scenario", "broadcast"),
            Map.entry("users_per_room", "100"),
            Map.entry("arrivals", "constant"),
            Map.entry("events_at_once", "1"),
            Map.entry("pair_gap_ms", ""),
            Map.entry("churn_per_s", ""),
            Map.entry("slow_readers_share", ""),
            Map.entry("slow_read_bytes_per_s", ""),
            Map.entry("link", "none"),
            Map.entry("tls_version", "none"),
            Map.entry("tls_resumption", ""));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scenario|chat|chat",
                "users_per_room|10|rooms of 10",
                "arrivals|poisson|Poisson arrivals",
                "events_at_once|10|10 at once",
                "pair_gap_ms|20|pairs 20 ms apart",
                "churn_per_s|5|5 users/s come and go",
                "slow_readers_share|0.1|slow readers 0.1",
                "slow_read_bytes_per_s|300|at 300 B/s",
                "link|4g|link 4g",
                "tls_version|1.3|TLS 1.3",
                "tls_resumption|false|no resumption"
            })
    void whatIsNotUsualMakesAnotherKindAndIsNamed(String column, String text, String words) {
        WorkloadKind usual = WorkloadKind.of(new Row(USUAL));
        Map<String, String> row = new LinkedHashMap<>(USUAL);
        row.put(column, text);

        WorkloadKind other = WorkloadKind.of(new Row(row));

        assertThat(other).isNotEqualTo(usual);
        assertThat(other.words()).isEqualTo("128 bytes, headers minimal, " + words);
        assertThat(usual.words()).isEqualTo("128 bytes, headers minimal");
    }

    @Test
    void aRunThatDoesNotSayWasAsUsual() {
        Row before = new Row(Map.of("users", "100", "event_bytes", "128", "headers", "minimal"));

        assertThat(WorkloadKind.of(before)).isEqualTo(WorkloadKind.of(new Row(USUAL)));
    }
}
