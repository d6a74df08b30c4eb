package dev.pushbench.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.http.HeaderProfile;
import dev.pushbench.protocol.RoomName;
import dev.pushbench.protocol.Technique;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CellTest {
    private static final InetSocketAddress SERVER = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

    @Test
    void aLinkIsInTheNameOnlyWhereThereIsOne() {
        Suite suite = Suites.resolved(
                        "smoke", Settings.ofOptions(Map.of(SuiteKey.LINK, Optional.of("none,4g,rtt=80ms,jitter=5ms"))))
                .suite();

        assertThat(suite.trials().stream().map(trial -> trial.cell().id()).filter(id -> id.startsWith("sse")))
                .containsExactly(
                        "sse-50u-10r-128b", "sse-50u-10r-128b-link-4g", "sse-50u-10r-128b-link-rtt80ms-jitter5ms");
    }

    @Test
    void howTheServerPushesIsInTheNameAndMakesCellsOnlyWhereItMeansSomething() {
        Suite suite = Suites.resolved(
                        "smoke",
                        Settings.ofOptions(Map.of(
                                SuiteKey.HEARTBEAT,
                                Optional.of("none,15s,5s"),
                                SuiteKey.COALESCE,
                                Optional.of("20ms,0"))))
                .suite();

        assertThat(suite.trials().stream().map(trial -> trial.cell().id()).filter(id -> !id.startsWith("s")))
                .containsExactly(
                        "polling-50u-10r-128b-500ms",
                        "long-polling-50u-10r-128b-25000ms-coalesce20ms",
                        "long-polling-50u-10r-128b-25000ms",
                        "websocket-50u-10r-128b-heartbeat-none-coalesce20ms",
                        "websocket-50u-10r-128b-heartbeat-none",
                        "websocket-50u-10r-128b-coalesce20ms",
                        "websocket-50u-10r-128b",
                        "websocket-50u-10r-128b-heartbeat5000ms-coalesce20ms",
                        "websocket-50u-10r-128b-heartbeat5000ms");
        assertThat(suite.trials().stream()
                        .map(Trial::cell)
                        .filter(cell -> cell.technique() == Technique.POLLING)
                        .map(Cell::serving))
                .containsExactly(Serving.USUAL);
        assertThat(suite.trialCount()).isEqualTo(suite.trials().size());
    }

    @Test
    void whereNothingIsPublishedNothingIsHeldBack() {
        Suite suite = Suites.resolved(
                        "smoke",
                        Settings.ofOptions(Map.of(
                                SuiteKey.SCENARIO, Optional.of("idle"), SuiteKey.COALESCE, Optional.of("0,20ms"))))
                .suite();

        assertThat(suite.trials()).hasSize(Technique.values().length);
    }

    @Test
    void aServerIsStartedAsTheCellSays() {
        assertThat(Serving.USUAL.words()).isEmpty();
        assertThat(new Serving(Duration.ZERO, Duration.ofMillis(5)).words())
                .containsExactly("--heartbeat-ms", "0", "--coalesce-ms", "5");
        assertThat(new Serving(Duration.ofSeconds(5), Duration.ZERO).words()).containsExactly("--heartbeat-ms", "5000");
    }

    @Test
    void aPlanIsTheCellWordForWord() {
        LoadPlan.Requests requests = new LoadPlan.Requests(HeaderProfile.BROWSER, false);
        Phases phases = new Phases(
                Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3), new LoadPlan.Windows(4, 5));
        LoadPlan.Publishing publishing = new LoadPlan.Publishing(7, 200);
        LoadPlan.Reading reading = new LoadPlan.Reading(Duration.ofMillis(20), Duration.ofSeconds(9));
        Cell cell = new Cell(Technique.SSE, 5, publishing, reading, requests, phases);

        assertThat(cell.plan(SERVER, "run-1-4"))
                .isEqualTo(new LoadPlan(
                        Technique.SSE,
                        SERVER,
                        new RoomName("run-1-4"),
                        5,
                        publishing,
                        reading,
                        requests,
                        new LoadPlan.Timing(
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(3),
                                new LoadPlan.Windows(4, 5),
                                Duration.ofSeconds(5))));
        assertThat(phases.total()).isEqualTo(Duration.ofSeconds(1 + 4 * 2 + 5 * 3));
    }
}
