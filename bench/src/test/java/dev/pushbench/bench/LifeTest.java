package dev.pushbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.pushbench.bench.result.WireAgreement;
import dev.pushbench.client.Conduct;
import dev.pushbench.client.Load;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.LoadResult;
import dev.pushbench.client.Scene;
import dev.pushbench.client.measure.Deliveries;
import dev.pushbench.client.measure.Traffic;
import dev.pushbench.protocol.RoomName;
import dev.pushbench.protocol.Technique;
import dev.pushbench.server.PushServer;
import dev.pushbench.server.ServerOptions;
import dev.pushbench.server.room.Retention;
import dev.pushbench.server.wire.GapPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What befalls users and their server, in one JVM: whatever happens, each event is accounted for. */
@Timeout(60)
final class LifeTest {
    /** Too little for who does not read, and enough for who waits for a core in between. */
    private static final Retention A_SECOND = new Retention(100, 64L * 1024 * 1024);

    private static final Duration WINDOW = Duration.ofMillis(1_500);

    /** So long that also a slow user whose first answer came late falls out of {@link #A_SECOND}. */
    private static final Duration SLOW_WINDOW = Duration.ofSeconds(3);

    private static final Retention AMPLE = new Retention(1_024, 64L * 1024 * 1024);

    @ParameterizedTest
    @EnumSource
    void usersComeAndGoAndEachGetsWhatPassesWhileItIsThere(Technique technique) throws Exception {
        try (Served served = Served.start(0, AMPLE)) {
            LoadResult result =
                    Load.run(plan(technique, served.address(), 20, 100, 128, Conduct.USUAL.withChurn(20)), served);

            assertThat(result.failure()).isEmpty();
            assertThat(result.deliveries().missing()).as("missing").isZero();
            assertThat(result.deliveries().duplicate()).as("duplicate").isZero();
            assertThat(result.deliveries().outOfOrder()).as("out of order").isZero();
            assertThat(result.deliveries().delivered()).as("delivered").isEqualTo(result.expected());
            assertThat(result.life().left()).as("left").isGreaterThanOrEqualTo(20);
            assertThat(result.life().joinTime().getTotalCount())
                    .as("joined")
                    .isEqualTo(result.life().left());
            assertThat(served.agreement()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void thoseWhoDoNotReadAreToldWhatTheyMissAndNobodyElseMissesAnything(Technique technique) throws Exception {
        doesNotSuffer(technique, 0);
    }

    @ParameterizedTest
    @EnumSource
    void thoseWhoReadSlowlyAreToldWhatTheyMissAndNobodyElseMissesAnything(Technique technique) throws Exception {
        doesNotSuffer(technique, 20_000);
    }

    private static void doesNotSuffer(Technique technique, int bytesPerSecond) throws Exception {
        try (Served served = Served.start(0, A_SECOND)) {
            Conduct conduct = Conduct.USUAL.withSlow(new Conduct.Slow(0.2, bytesPerSecond));
            LoadResult result =
                    Load.run(plan(technique, served.address(), 5, 100, 65_000, conduct, SLOW_WINDOW), served);

            Deliveries deliveries = result.deliveries();
            assertThat(result.failure()).isEmpty();
            assertThat(deliveries.gapNotices()).as("gap notices").isPositive();
            assertThat(deliveries.missing()).as("missing").isPositive();
            assertThat(deliveries.missedByGap()).as("explained").isEqualTo(deliveries.missing());
            assertThat(deliveries.excused().slow()).as("of slow users").isEqualTo(deliveries.missing());
            assertThat(result.expected()).isEqualTo(4 * result.published().windowEvents());
            assertThat(deliveries.delivered()).as("delivered").isEqualTo(result.expected());
            assertThat(result.latencies().latency().getTotalCount()).isEqualTo(result.expected());
            assertThat(served.agreement()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatIsGoneAndBackIsReadOnByAllAndWhatItTookWithItIsCounted(Technique technique) throws Exception {
        try (Served served = Served.start(0, AMPLE)) {
            LoadResult result =
                    Load.run(plan(technique, served.address(), 20, 100, 128, Conduct.USUAL.withRestart()), served);

            Deliveries deliveries = result.deliveries();
            assertThat(result.failure()).isEmpty();
            assertThat(result.life().recovery().getTotalCount())
                    .as("users recovered")
                    .isEqualTo(20);
            assertThat(deliveries.missing())
                    .as("missing")
                    .isEqualTo(deliveries.excused().lost());
            assertThat(deliveries.duplicate()).as("duplicate").isZero();
            assertThat(deliveries.delivered()).as("delivered").isEqualTo(result.expected());
            assertThat(deliveries.arrived())
                    .isEqualTo(20 * result.published().events()
                            - deliveries.excused().lost());
            assertThat(result.published().windowEvents())
                    .as("all is published that was due")
                    .isEqualTo(150);
            assertThat(served.agreement()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void connectionsThatAreCutLoseNothing(Technique technique) throws Exception {
        try (Served served = Served.start(0, AMPLE);
                Relay relay = Relay.to(served.address())) {
            LoadResult result =
                    Load.run(plan(technique, relay.address(), 20, 100, 128, Conduct.USUAL), new Load.Observer() {
                        private boolean areConnected;
                        private int looks;

                        @Override
                        public void progress(Load.Progress progress) {}

                        @Override
                        public void reached(Load.Milestone milestone) {
                            areConnected |= milestone == Load.Milestone.CONNECTED; // who never was cannot come back
                        }

                        @Override
                        public void looked() {
                            if (areConnected && ++looks % 100 == 0) {
                                relay.cutReaders();
                            }
                        }
                    });

            assertThat(result.failure()).isEmpty();
            assertThat(result.connections().reconnected()).as("reconnected").isPositive();
            assertThat(result.deliveries())
                    .isEqualTo(new Deliveries(20 * result.published().events(), 20 * 150, 0, 0, 0, 0, 0));
        }
    }

    @Test
    void whatAnEventMakesLongPollersAskIsCounted() throws Exception {
        try (Served served = Served.start(0, AMPLE)) {
            Conduct conduct = Conduct.USUAL.withPairGap(Duration.ofMillis(50));
            LoadResult result = Load.run(plan(Technique.LONG_POLLING, served.address(), 10, 8, 128, conduct), served);

            assertThat(result.failure()).isEmpty();
            long pairs = result.published().windowEvents() / 2;
            assertThat(result.life().herdRequests().getTotalCount()).isEqualTo(pairs);
            assertThat(result.life().herdRequests().getMaxValue()).isBetween(10L, 20L);
            assertThat(result.life().nextLatency().getTotalCount()).isEqualTo(10 * pairs);
            assertThat(result.life().mostRequests()).isBetween(10L, 40L);
        }
    }

    @Test
    void alignedPollersAskAllAtOnce() throws Exception {
        try (Served served = Served.start(0, AMPLE)) {
            LoadResult spread = Load.run(
                    plan(
                            Technique.POLLING,
                            served.address(),
                            50,
                            10,
                            128,
                            Conduct.USUAL.withPairGap(Duration.ofMillis(1))),
                    served);
            LoadResult aligned = Load.run(
                    plan(Technique.POLLING, served.address(), 50, 10, 128, Conduct.USUAL.withPollsAligned(true)),
                    served);

            assertThat(aligned.failure()).isEmpty();
            assertThat(aligned.life().mostRequests()).isGreaterThanOrEqualTo(50);
            assertThat(aligned.traffic().requests()).isCloseTo(spread.traffic().requests(), withPercentage(50));
        }
    }

    private static LoadPlan plan(
            Technique technique,
            InetSocketAddress server,
            int users,
            double eventsPerSecond,
            int eventBytes,
            Conduct conduct) {
        return plan(technique, server, users, eventsPerSecond, eventBytes, conduct, WINDOW);
    }

    /** After 200 ms of warm-up. */
    private static LoadPlan plan(
            Technique technique,
            InetSocketAddress server,
            int users,
            double eventsPerSecond,
            int eventBytes,
            Conduct conduct,
            Duration window) {
        return new LoadPlan(
                technique,
                server,
                new RoomName("life" + System.nanoTime() % 1_000_000),
                users,
                new LoadPlan.Publishing(eventsPerSecond, eventBytes),
                new LoadPlan.Reading(Duration.ofMillis(60), Duration.ofSeconds(20)),
                LoadPlan.Requests.MINIMAL,
                new LoadPlan.Timing(
                        Duration.ofSeconds(20), Duration.ZERO, Duration.ofMillis(200), window, Duration.ofSeconds(20)),
                Scene.BROADCAST.withConduct(conduct));
    }

    /** A server that can be taken away and put back, and whose bytes are compared with the generator's. */
    private static final class Served implements Load.Observer, AutoCloseable {
        private final Retention retention;
        private final InetSocketAddress address;
        private PushServer server;
        private boolean agreed;

        private Served(Retention retention, PushServer server) {
            this.retention = retention;
            this.server = server;
            this.address = server.address();
        }

        static Served start(int port, Retention retention) throws IOException {
            return new Served(retention, serve(port, retention));
        }

        private static PushServer serve(int port, Retention retention) throws IOException {
            return PushServer.start(
                    new ServerOptions("127.0.0.1", port, 1, retention, 100, Duration.ofSeconds(60), GapPolicy.NOTICE));
        }

        InetSocketAddress address() {
            return address;
        }

        /** Whether both sides had counted the same bytes at the end. */
        boolean agreement() {
            return agreed;
        }

        @Override
        public void progress(Load.Progress progress) {}

        @Override
        public boolean agrees(Traffic users, LoadResult.Published published) {
            agreed = WireAgreement.of(users, published, server.figures()).holds();
            return agreed;
        }

        @Override
        public void killServer() {
            server.close();
        }

        @Override
        public void reviveServer() {
            try {
                server = serve(address.getPort(), retention);
            } catch (IOException taken) {
                throw new UncheckedIOException(taken);
            }
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
