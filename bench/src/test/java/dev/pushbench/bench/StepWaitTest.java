package dev.pushbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.capacity.DesignWait;
import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.bench.scenario.Settings;
import dev.pushbench.bench.scenario.SuiteKey;
import dev.pushbench.bench.scenario.Suites;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StepWaitTest {
    /** In milliseconds; 50 users poll every second, 40 ms is a round trip. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sse          |                                        | 0    | 0   | 0",
                "sse          | coalesce: 20ms                         | 20   | 0   | 20",
                "websocket    | link: rtt=40ms                         | 20   | 0   | 0",
                "long-polling |                                        | 0    | 0   | 0",
                "long-polling | coalesce: 20ms                         | 20   | 0   | 20",
                "long-polling | link: rtt=40ms                         | 60   | 0   | 40",
                "long-polling | link: rtt=40ms, keep_alive: false      | 180  | 0   | 160",
                "polling      |                                        | 1020 | 480 | 40",
                "polling      | link: rtt=40ms                         | 1060 | 480 | 40",
                "polling      | poll_phases: aligned                   | 2000 | 0   | 2000",
                "polling      | churn: 1                               | 2000 | 0   | 2000",
                "polling      | slow_readers: 10%                      | 2000 | 0   | 2000",
                "polling      | users_per_room: 5                      | 1200 | 300 | 400"
            })
    void whatDeliveriesWaitForIsInTheCellsSettings(
            String technique, String settings, long max, long minMedian, long spread) {
        assertThat(StepWait.of(cell(technique, settings == null ? "" : settings)))
                .isEqualTo(new DesignWait(max * 1_000_000, minMedian * 1_000_000, spread * 1_000_000));
    }

    private static Cell cell(String technique, String settings) {
        Map<SuiteKey, Optional<String>> options = new HashMap<>();
        options.put(SuiteKey.TECHNIQUES, Optional.of(technique));
        options.put(SuiteKey.USERS, Optional.of("50"));
        options.put(SuiteKey.POLL_INTERVAL, Optional.of("1s"));
        for (String setting : settings.isEmpty() ? new String[0] : settings.split(", ", -1)) {
            String[] parts = setting.split(": ", 2);
            options.put(SuiteKey.valueOf(parts[0].toUpperCase(Locale.ROOT)), Optional.of(parts[1]));
        }
        return Suites.resolved("default", Settings.ofOptions(options))
                .suite()
                .trials()
                .get(0)
                .cell();
    }
}
