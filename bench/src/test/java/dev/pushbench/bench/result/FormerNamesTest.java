package dev.pushbench.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FormerNamesTest {
    @Test
    void theScenarioOfAnEarlierRunIsItsScene() {
        assertThat(FormerNames.replaced(
                        Map.of("scenario", "sse-20000", "scene", "chat", "technique", "sse", "users", "20000")))
                .isEqualTo(Map.of("scenario", "chat", "technique", "sse", "users", "20000"));
    }

    @Test
    void aRunFromBeforeThereWereScenesHasNoScenario() {
        assertThat(FormerNames.replaced(Map.of("scenario", "sse-20000", "technique", "sse", "users", "20000")))
                .isEqualTo(Map.of("technique", "sse", "users", "20000"));
    }

    @Test
    void theScenarioOfThisBuildStays() {
        Map<String, String> row = Map.of("scenario", "chat", "technique", "sse", "users", "20000");

        assertThat(FormerNames.replaced(row)).isEqualTo(row);
    }

    @ParameterizedTest
    @CsvSource({
        "server_heap_kb_per_user, server_heap_kib_per_user",
        "kb_per_user, kib_per_user",
        "processes_rss_mb, processes_rss_mib",
        "mb, mib",
        "latency_p50_us, latency_p50_us"
    })
    void binaryUnitsHaveBinaryNames(String before, String now) {
        assertThat(FormerNames.unit(before)).isEqualTo(now);
    }
}
