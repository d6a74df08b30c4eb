package dev.pushbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.result.WireAgreement;
import dev.pushbench.client.Load;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.LoadResult;
import dev.pushbench.client.Scene;
import dev.pushbench.client.http.HeaderProfile;
import dev.pushbench.client.measure.Traffic;
import dev.pushbench.client.pacing.Arrivals;
import dev.pushbench.protocol.RoomName;
import dev.pushbench.protocol.Technique;
import dev.pushbench.server.PushServer;
import dev.pushbench.server.ServerOptions;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What heartbeats and coalescing do to what users read, by the ledgers of both sides. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(60)
final class ServingLoadTest {
    private static final int USERS = 10;
    private static final double RATE = 200;

    private WireAgreement wire = new WireAgreement(0, 1, 0, 0);

    /** The bytes of a heartbeat without the chunk around it: an empty line, a comment and its line's end, an empty ping. */
    @ParameterizedTest
    @CsvSource({"STREAMING, 1", "SSE, 3", "WEBSOCKET, 2"})
    void aQuietConnectionGetsAsManyHeartbeatsAsItMustAndNoMore(Technique technique, int leastBytes) throws IOException {
        long heartbeatMillis = 50;
        long began = System.nanoTime();
        Traffic lively = idle(technique, Duration.ofMillis(heartbeatMillis));
        long most = Duration.ofNanos(System.nanoTime() - began).toMillis() / heartbeatMillis;
        Traffic silent = idle(technique, Duration.ZERO);

        long more = lively.down().control() - silent.down().control();
        assertThat(more).isGreaterThanOrEqualTo(2L * USERS * leastBytes);
        assertThat(more).isLessThanOrEqualTo(most * USERS * 16);
        assertThat(lively.down().total() - lively.down().handshake())
                .isGreaterThan(silent.down().control());
    }

    @ParameterizedTest
    @EnumSource(names = {"STREAMING", "SSE", "WEBSOCKET"})
    void withoutHeartbeatsASilentConnectionCarriesNothing(Technique technique) throws IOException {
        ServerOptions silent = ServerOptions.DEFAULT.withHeartbeat(Duration.ZERO);

        LoadResult result = run(technique, silent, Scene.BROADCAST.named("idle").withArrivals(Arrivals.NONE), 0);

        assertThat(result.failure()).isEmpty();
        assertThat(result.published().idle().orElseThrow().bytes()).isZero();
        assertThat(wire.holds()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "POLLING")
    void eventsOfAWindowComeInFewReadsAndLateByTheWindowAtMostOnce(Technique technique) throws IOException {
        Duration window = Duration.ofMillis(100);

        LoadResult result = run(technique, ServerOptions.DEFAULT.withCoalescing(window), Scene.BROADCAST, RATE);

        isFlawless(result);
        assertThat(result.traffic().reads())
                .as("reads of all users, where each got " + result.published().events() + " events")
                .isLessThan(result.deliveries().arrived() / 2);
        assertThat(result.latencies().latency().getMaxValue())
                .as("the first of a window waits for its end")
                .isGreaterThanOrEqualTo(window.toNanos() * 9 / 10);
        assertThat(result.latencies().serviceLatency().getMinValue()).isNotNegative();
    }

    @ParameterizedTest
    @EnumSource
    void eventsAreOwedOnceWhateverTheWindow(Technique technique) throws IOException {
        Scene chat = Scene.BROADCAST
                .named("chat")
                .withUsersPerRoom(5)
                .withArrivals(Arrivals.POISSON)
                .withSender(Scene.Sender.USERS);

        LoadResult result = run(technique, ServerOptions.DEFAULT.withCoalescing(Duration.ofMillis(7)), chat, RATE);

        assertThat(result.failure()).isEmpty();
        assertThat(result.deliveries().delivered()).isEqualTo(result.expected()).isPositive();
        assertThat(result.deliveries().duplicate() + result.deliveries().outOfOrder())
                .isZero();
        assertThat(wire.holds()).isTrue();
    }

    private Traffic idle(Technique technique, Duration heartbeat) throws IOException {
        LoadResult result = run(
                technique,
                ServerOptions.DEFAULT.withHeartbeat(heartbeat),
                Scene.BROADCAST.named("idle").withArrivals(Arrivals.NONE),
                0);
        assertThat(result.failure()).isEmpty();
        assertThat(wire).matches(WireAgreement::holds, "bytes agree with the server's");
        return result.traffic();
    }

    private void isFlawless(LoadResult result) {
        assertThat(result.failure()).isEmpty();
        assertThat(result.expected()).isPositive();
        assertThat(result.deliveries().delivered()).isEqualTo(result.expected());
        assertThat(result.deliveries().missing()
                        + result.deliveries().duplicate()
                        + result.deliveries().outOfOrder())
                .isZero();
        assertThat(wire).matches(WireAgreement::holds, "bytes and events agree with the server's");
    }

    private LoadResult run(Technique technique, ServerOptions options, Scene scene, double rate) throws IOException {
        try (PushServer server = PushServer.start(options)) {
            LoadPlan plan = new LoadPlan(
                    technique,
                    server.address(),
                    new RoomName("serving"),
                    USERS,
                    new LoadPlan.Publishing(rate, 128),
                    new LoadPlan.Reading(Duration.ofMillis(50), Duration.ofSeconds(5)),
                    new LoadPlan.Requests(HeaderProfile.MINIMAL, true),
                    new LoadPlan.Timing(
                            Duration.ofSeconds(20),
                            Duration.ZERO,
                            Duration.ofMillis(200),
                            Duration.ofMillis(600),
                            Duration.ofSeconds(10)),
                    scene);
            ComparedBytes compared = new ComparedBytes(server);
            LoadResult result = Load.run(plan, compared);
            wire = compared.wire();
            return result;
        }
    }
}
