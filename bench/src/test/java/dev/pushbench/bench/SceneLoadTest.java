package dev.pushbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.result.WireAgreement;
import dev.pushbench.client.Load;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.LoadResult;
import dev.pushbench.client.Scene;
import dev.pushbench.client.Scene.Sender;
import dev.pushbench.client.http.HeaderProfile;
import dev.pushbench.client.measure.Deliveries;
import dev.pushbench.client.measure.Upstream;
import dev.pushbench.client.pacing.Arrivals;
import dev.pushbench.protocol.EventFormat;
import dev.pushbench.protocol.RoomName;
import dev.pushbench.protocol.Subprotocol;
import dev.pushbench.protocol.Technique;
import dev.pushbench.server.PushServer;
import dev.pushbench.server.ServerOptions;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each scene over each technique, against a real server: what was to reach whom did, once, and both sides counted the same. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(60)
final class SceneLoadTest {
    private static final int USERS = 20;
    private static final int EVENT_BYTES = 128;
    private static final double RATE = 200;
    private static final Scene CHAT = Scene.BROADCAST
            .named("chat")
            .withUsersPerRoom(5)
            .withArrivals(Arrivals.POISSON)
            .withSender(Sender.USERS);

    private WireAgreement wire = new WireAgreement(0, 1, 0, 0);

    @ParameterizedTest
    @EnumSource
    void inAChatEveryMessageReachesEveryMemberOnce(Technique technique) throws Exception {
        LoadResult result = run(technique, CHAT, RATE, EVENT_BYTES, LoadPlan.Requests.MINIMAL);

        isFlawless(result, 5);
        Upstream upstream = result.traffic().upstream();
        long messages = result.published().events();
        boolean isFramed = technique == Technique.WEBSOCKET;
        int bodyBytes = EventFormat.publication(0, new byte[EVENT_BYTES - EventFormat.FIXED_BYTES]).length;
        assertThat(upstream.messages()).isEqualTo(messages);
        assertThat(upstream.requests()).isEqualTo(isFramed ? 0 : messages);
        assertThat(upstream.acknowledged()).isEqualTo(isFramed ? 0 : messages);
        assertThat(upstream.up().payload()).isEqualTo(messages * bodyBytes);
        assertThat(upstream.up().framing()).isEqualTo(isFramed ? messages * (2 + 4) : 0);
        assertThat(upstream.up().head()).isGreaterThanOrEqualTo(isFramed ? 0 : messages * 100);
        assertThat(upstream.down().total()).isGreaterThanOrEqualTo(isFramed ? 0 : messages * 30);
        assertThat(result.latencies().acknowledgement().getTotalCount())
                .isEqualTo(isFramed ? 0 : result.published().windowEvents());
        assertThat(result.connections().opened()).isEqualTo(isFramed ? USERS : 2 * USERS);
        assertThat(result.traffic().down().payload())
                .as("answers are no events")
                .isEqualTo(result.deliveries().arrived() * EVENT_BYTES);
    }

    @ParameterizedTest
    @EnumSource
    void aNotificationReachesItsOneReader(Technique technique) throws Exception {
        Scene notify = Scene.BROADCAST.named("notify").withUsersPerRoom(1).withArrivals(Arrivals.POISSON);

        LoadResult result = run(technique, notify, RATE, EVENT_BYTES, LoadPlan.Requests.MINIMAL);

        isFlawless(result, 1);
        assertThat(result.latencies().serviceLatency().getTotalCount())
                .as("sent instants are found by room")
                .isEqualTo(result.expected());
        assertThat(result.latencies().serviceLatency().getMaxValue())
                .isLessThanOrEqualTo(result.latencies().latency().getMaxValue());
    }

    @ParameterizedTest
    @EnumSource
    void anIdleTrialExpectsNothingAndCountsItsBytes(Technique technique) throws Exception {
        Scene idle = Scene.BROADCAST.named("idle").withArrivals(Arrivals.NONE);

        LoadResult result = run(technique, idle, 0, EVENT_BYTES, LoadPlan.Requests.MINIMAL);

        assertThat(result.failure()).isEmpty();
        assertThat(result.expected()).isZero();
        assertThat(result.deliveries()).isEqualTo(Deliveries.NONE);
        assertThat(wire.holds()).isTrue();
        LoadResult.Idle silence = result.published().idle().orElseThrow();
        assertThat(Duration.ofNanos(silence.nanos())).isGreaterThanOrEqualTo(Duration.ofMillis(500));
        assertThat(silence.bytes()).as("heartbeats or empty answers").isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void aBurstArrivesWholeAndItsSilenceBelongsToTheWindow(Technique technique) throws Exception {
        Scene burst = Scene.BROADCAST.named("burst").withArrivals(Arrivals.burst(40));

        LoadResult result = run(technique, burst, 40, EVENT_BYTES, LoadPlan.Requests.MINIMAL);

        isFlawless(result, USERS);
        assertThat(result.published().windowEvents()).isEqualTo(40);
        assertThat(result.seconds().stream()
                        .mapToLong(second -> second.lengthNanos())
                        .sum())
                .isGreaterThanOrEqualTo(500_000_000);
    }

    @ParameterizedTest
    @CsvSource({"BINARY, true", "TEXT, true", "TEXT, false"})
    void framesAreOfTheTypeThatWasAgreedOnBothWays(Subprotocol frames, boolean isOffered) throws Exception {
        LoadPlan.Requests requests =
                new LoadPlan.Requests(HeaderProfile.MINIMAL, true, isOffered ? Optional.of(frames) : Optional.empty());

        LoadResult result = run(Technique.WEBSOCKET, CHAT, RATE, EVENT_BYTES, requests);

        isFlawless(result, 5);
        long handshakeUp = result.traffic().up().handshake() / USERS;
        LoadResult without = run(Technique.WEBSOCKET, CHAT, RATE, EVENT_BYTES, LoadPlan.Requests.MINIMAL);
        int headerBytes =
                "Sec-WebSocket-Protocol: \r\n".length() + frames.token().length();
        assertThat(handshakeUp - without.traffic().up().handshake() / USERS).isEqualTo(isOffered ? headerBytes : 0);
    }

    @ParameterizedTest
    @EnumSource
    void theLargestMessagesOfAChatArriveToo(Technique technique) throws Exception {
        LoadResult result = run(technique, CHAT, 40, 64 * 1024, LoadPlan.Requests.MINIMAL);

        isFlawless(result, 5);
    }

    private void isFlawless(LoadResult result, int audience) {
        long window = result.published().windowEvents() * audience;
        assertThat(result.failure()).isEmpty();
        assertThat(result.published().windowEvents()).isPositive();
        assertThat(result.expected()).isEqualTo(window);
        assertThat(result.deliveries())
                .isEqualTo(new Deliveries(result.published().events() * audience, window, 0, 0, 0, 0, 0));
        assertThat(result.latencies().latency().getTotalCount()).isEqualTo(window);
        assertThat(result.latencies().publishDelay().getTotalCount())
                .isEqualTo(result.published().windowEvents());
        assertThat(wire).matches(WireAgreement::holds, "bytes and events agree with the server's");
        assertThat(wire.serverEvents()).isEqualTo(result.published().events());
    }

    private LoadResult run(Technique technique, Scene scene, double rate, int eventBytes, LoadPlan.Requests requests)
            throws Exception {
        ServerOptions lively = ServerOptions.DEFAULT.withHeartbeat(Duration.ofMillis(100));
        try (PushServer server = PushServer.start(lively)) {
            ComparedBytes compared = new ComparedBytes(server);
            LoadResult result =
                    Load.run(plan(technique, server.address(), scene, rate, eventBytes, requests), compared);
            wire = compared.wire();
            return result;
        }
    }

    private static LoadPlan plan(
            Technique technique,
            InetSocketAddress server,
            Scene scene,
            double rate,
            int eventBytes,
            LoadPlan.Requests requests) {
        return new LoadPlan(
                technique,
                server,
                new RoomName("scene"),
                USERS,
                new LoadPlan.Publishing(rate, eventBytes),
                new LoadPlan.Reading(Duration.ofMillis(50), Duration.ofMillis(200)),
                requests,
                new LoadPlan.Timing(
                        Duration.ofSeconds(20),
                        Duration.ZERO,
                        Duration.ofMillis(200),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(10)),
                scene);
    }
}
