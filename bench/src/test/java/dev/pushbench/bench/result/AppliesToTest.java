package dev.pushbench.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.bench.scenario.Settings;
import dev.pushbench.bench.scenario.SuiteKey;
import dev.pushbench.bench.scenario.Suites;
import dev.pushbench.bench.scenario.Trial;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.protocol.Technique;
import dev.pushbench.protocol.TlsVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which settings are empty in the rows of which cells. */
final class AppliesToTest {
    /** The columns that some cell of the table does not have. */
    private static final List<String> COLUMNS = List.of(
            "rate_per_s",
            "event_bytes",
            "arrivals",
            "events_at_once",
            "sender",
            "poll_interval_ms",
            "poll_phases",
            "long_poll_wait_ms",
            "keep_alive",
            "frames",
            "tls_version",
            "tls_resumption",
            "heartbeat_ms",
            "coalesce_ms");

    private static final String EVENTS = "rate_per_s event_bytes arrivals events_at_once sender ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "polling      | own     | poll_interval_ms poll_phases keep_alive",
                "long-polling | own     | long_poll_wait_ms keep_alive coalesce_ms",
                "streaming    | own     | heartbeat_ms coalesce_ms",
                "sse          | own     | heartbeat_ms coalesce_ms",
                "websocket    | own     | frames heartbeat_ms coalesce_ms",
                "polling      | foreign | poll_interval_ms poll_phases keep_alive",
                "long-polling | foreign | long_poll_wait_ms keep_alive",
                "streaming    | foreign | ''",
                "sse          | foreign | ''",
                "websocket    | foreign | frames",
            })
    void aSettingIsTheOneOfTheTechniqueAndTheServer(String technique, String server, String columns) {
        UnaryOperator<Trial> of = server.equals("own") ? trial -> trial : Trial::ofForeignServer;

        assertThat(filled(of.apply(trial(technique, "broadcast")))).isEqualTo(words(EVENTS + columns));
        assertThat(filled(of.apply(overTls(technique))))
                .isEqualTo(words(EVENTS + columns + " tls_version tls_resumption"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "polling      | poll_interval_ms poll_phases keep_alive",
                "long-polling | long_poll_wait_ms keep_alive",
                "sse          | heartbeat_ms",
                "websocket    | frames heartbeat_ms"
            })
    void whereNothingIsPublishedNothingOfItIsSet(String technique, String columns) {
        assertThat(filled(trial(technique, "idle"))).isEqualTo(words(columns));
    }

    private static Trial trial(String technique, String scenario) {
        return Suites.resolved(
                        "smoke",
                        Settings.ofOptions(Map.of(
                                SuiteKey.TECHNIQUES, Optional.of(technique), SuiteKey.SCENARIO, Optional.of(scenario))))
                .suite()
                .trials()
                .get(0);
    }

    private static Trial overTls(String technique) {
        Cell cell = trial(technique, "broadcast").cell();
        return new Trial(
                1, 1, cell.with(new LoadPlan.Tls(TlsVersion.withId("1.3").orElseThrow(), true)));
    }

    private static List<String> filled(Trial trial) {
        Row row = Summary.trialRows(List.of(TrialResult.unfinished(trial, "not measured")))
                .get(0);
        assertThat(row.technique()).isIn(Arrays.asList(Technique.values()));
        return COLUMNS.stream().filter(column -> !row.text(column).isEmpty()).toList();
    }

    /** In the order of the columns. */
    private static List<String> words(String text) {
        List<String> given = Stream.of(text.strip().split(" +")).toList();
        return COLUMNS.stream().filter(given::contains).toList();
    }
}
