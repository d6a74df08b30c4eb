package dev.pushbench.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.http.HeaderProfile;
import dev.pushbench.protocol.Limits;
import dev.pushbench.protocol.RoomName;
import dev.pushbench.protocol.Technique;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScenarioTest {
    private static final InetSocketAddress SERVER = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

    @Test
    void techniquesOfOneNumberOfUsersStandTogether() {
        assertThat(Scenario.DEFAULT.cells())
                .extracting(Cell::scenario)
                .containsExactly(
                        "polling-100",
                        "long-polling-100",
                        "streaming-100",
                        "sse-100",
                        "websocket-100",
                        "polling-1000",
                        "long-polling-1000",
                        "streaming-1000",
                        "sse-1000",
                        "websocket-1000");
    }

    @Test
    void everyCellHasARoomOfItsOwn() {
        assertThat(Scenario.DEFAULT.cells())
                .extracting(cell -> cell.plan(SERVER, "run-1").room().text())
                .doesNotHaveDuplicates()
                .allMatch(room -> room.startsWith("run-1-"));
    }

    @Test
    void onlyTheDefaultCellsAreTheDefaultSuite() {
        assertThat(scenario(Duration.ofMillis(500)).suite()).isEqualTo(Suite.CUSTOM);
        assertThat(Scenario.DEFAULT.suite()).isEqualTo(Suite.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource({"PT0.5S, POLLING, PT5S", "PT10S, POLLING, PT30S", "PT10S, SSE, PT5S"})
    void aSlowPollerHasTimeToSeeTheLastEvent(Duration pollInterval, Technique technique, Duration drain) {
        LoadPlan plan = scenario(pollInterval).cells().stream()
                .filter(cell -> cell.technique() == technique)
                .findFirst()
                .orElseThrow()
                .plan(SERVER, "run-1");

        assertThat(plan.timing().drain()).isEqualTo(drain);
    }

    @Test
    void aPlanIsTheCellWordForWord() {
        LoadPlan.Requests requests = new LoadPlan.Requests(HeaderProfile.BROWSER, false);
        Phases phases = new Phases(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3));
        LoadPlan.Publishing publishing = new LoadPlan.Publishing(7, 200);
        LoadPlan.Reading reading = new LoadPlan.Reading(Duration.ofMillis(20), Duration.ofSeconds(9));
        Scenario scenario = new Scenario(List.of(Technique.SSE), List.of(5), publishing, reading, requests, phases);

        LoadPlan plan = scenario.cells().get(0).plan(SERVER, "run-1");

        assertThat(plan)
                .isEqualTo(new LoadPlan(
                        Technique.SSE,
                        SERVER,
                        new RoomName("run-1-1"),
                        5,
                        publishing,
                        reading,
                        requests,
                        new LoadPlan.Timing(
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(3),
                                Duration.ofSeconds(5))));
        assertThat(phases.total()).isEqualTo(Duration.ofSeconds(6));
    }

    private static Scenario scenario(Duration pollInterval) {
        return new Scenario(
                List.of(Technique.POLLING, Technique.SSE),
                List.of(1),
                new LoadPlan.Publishing(1, Limits.DEFAULT_EVENT_BYTES),
                new LoadPlan.Reading(pollInterval, Limits.DEFAULT_WAIT),
                LoadPlan.Requests.MINIMAL,
                new Phases(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1)));
    }
}
