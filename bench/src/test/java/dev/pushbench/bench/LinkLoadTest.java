package dev.pushbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.host.Generators;
import dev.pushbench.bench.link.LinkProfile;
import dev.pushbench.bench.link.LinkText;
import dev.pushbench.bench.link.Relay;
import dev.pushbench.bench.result.WireAgreement;
import dev.pushbench.client.Load;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.LoadResult;
import dev.pushbench.client.LoadSession;
import dev.pushbench.client.measure.Deliveries;
import dev.pushbench.client.measure.Traffic;
import dev.pushbench.protocol.RoomName;
import dev.pushbench.protocol.Technique;
import dev.pushbench.server.PushServer;
import dev.pushbench.server.ServerOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Users who reach their server over a link, in one JVM: it delays and it cuts, and no byte is unaccounted for. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(60)
final class LinkLoadTest {
    private static final int USERS = 30;
    private static final int EVENTS_PER_SECOND = 50;

    private record Trial(LoadResult result, boolean agreed, long resets) {}

    @ParameterizedTest
    @EnumSource
    void nothingComesEarlierThanTheLinkLetsIt(Technique technique) throws Exception {
        Trial trial = over("rtt=60ms,jitter=5ms", technique, Duration.ofSeconds(1));

        LoadResult result = trial.result();
        assertThat(result.failure()).isEmpty();
        assertThat(result.deliveries().delivered()).isEqualTo(result.expected()).isEqualTo(EVENTS_PER_SECOND * USERS);
        assertThat(result.latencies().latency().getMinValue()).isGreaterThanOrEqualTo(millis(29)); // of three digits
        assertThat(trial.resets()).isZero();
        assertThat(trial.agreed()).as("both sides have the same bytes").isTrue();
    }

    /** Not of pollers: a request that is written in the instant of the reset is counted by its user alone. */
    @ParameterizedTest
    @EnumSource(names = {"STREAMING", "SSE", "WEBSOCKET"})
    void connectionsThatAreResetLoseNoEventAndEveryByteIsAccountedFor(Technique technique) throws Exception {
        Duration window = Duration.ofSeconds(2);
        Trial trial = over("rtt=20ms,drop-connection=0.5", technique, window);

        LoadResult result = trial.result();
        Deliveries deliveries = result.deliveries();
        assertThat(result.failure()).isEmpty();
        assertThat(trial.resets()).as("resets").isPositive();
        assertThat(result.connections().reconnected()).as("reconnected").isPositive();
        assertThat(deliveries.missing()).as("missing").isZero();
        assertThat(deliveries.duplicate() + deliveries.outOfOrder())
                .as("twice or out of order")
                .isZero();
        assertThat(deliveries.delivered()).isEqualTo(EVENTS_PER_SECOND * window.toSeconds() * USERS);
        assertThat(trial.agreed()).as("but for what the link dropped").isTrue();
    }

    private static Trial over(String link, Technique technique, Duration window) throws Exception {
        LinkProfile profile = LinkText.parse("--link", link).orElseThrow();
        try (PushServer server = PushServer.start(ServerOptions.DEFAULT);
                Relay relay = Relay.open(profile, server.address(), USERS)) {
            LoadPlan plan = plan(technique, server, window);
            Compared compared = new Compared(server, relay);
            try (Generators alone = Generators.start(
                            List.of(), plan, List.of(server.address()), List.of(relay.address()), profile.rtt());
                    LoadSession session = LoadSession.open(plan, alone.lead(), compared)) {
                session.connect();
                session.warmUp();
                session.settle();
                session.measure();
                LoadResult result = session.finish();
                assertThat(relay.failure()).isEmpty();
                return new Trial(result, compared.agreed, relay.figures().resets());
            }
        }
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private static LoadPlan plan(Technique technique, PushServer server, Duration window) {
        return new LoadPlan(
                technique,
                server.address(),
                new RoomName("link"),
                USERS,
                new LoadPlan.Publishing(EVENTS_PER_SECOND, 128),
                new LoadPlan.Reading(Duration.ofMillis(50), Duration.ofSeconds(1)),
                LoadPlan.Requests.MINIMAL,
                new LoadPlan.Timing(
                        Duration.ofSeconds(20), Duration.ZERO, Duration.ofMillis(100), window, Duration.ofSeconds(10)));
    }

    /** Compares the bytes of users and server, of which the link has dropped some. */
    private static final class Compared implements Load.Observer {
        private final PushServer server;
        private final Relay relay;
        private boolean agreed;

        Compared(PushServer server, Relay relay) {
            this.server = server;
            this.relay = relay;
        }

        @Override
        public void progress(Load.Progress progress) {}

        @Override
        public boolean agrees(Traffic users, LoadResult.Published published) {
            agreed = WireAgreement.of(users, published, server.figures(), Optional.of(relay.figures()))
                    .holds();
            return agreed;
        }
    }
}
