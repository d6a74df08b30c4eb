package dev.pushbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.client.Load;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.LoadResult;
import dev.pushbench.client.LoadSession;
import dev.pushbench.client.measure.Deliveries;
import dev.pushbench.client.measure.Flight;
import dev.pushbench.client.measure.Second;
import dev.pushbench.protocol.RoomName;
import dev.pushbench.protocol.Technique;
import dev.pushbench.server.PushServer;
import dev.pushbench.server.ServerOptions;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Trials in steps against the server, in one JVM: several windows, or one event at a time. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(60)
final class LoadStepsTest {
    private static final int USERS = 4;
    private static final long WARMUP_EVENTS = 10;
    private static final long WINDOW_EVENTS = 30;

    /** Of how many events a trial keeps the way to one user. */
    private static final int FLIGHTS = 50;

    private final List<Load.Milestone> milestones = new ArrayList<>();

    @ParameterizedTest
    @EnumSource
    void windowsFollowOneAnotherAndAreOneTrial(Technique technique) throws Exception {
        List<Histogram> windows = new ArrayList<>();
        try (PushServer server = PushServer.start(ServerOptions.DEFAULT);
                LoadSession session = LoadSession.open(plan(technique, server.address()), remember())) {
            session.connect();
            session.warmUp();
            session.warmUp();
            session.settle();
            for (int window = 0; window < 3; window++) {
                windows.add(session.measure());
            }
            LoadResult result = session.finish();

            long leadIn = plan(technique, server.address()).leadIn().events();
            assertThat(result.failure()).isEmpty();
            assertThat(result.published().windowEvents()).isEqualTo(3 * WINDOW_EVENTS);
            assertThat(result.expected()).isEqualTo(3 * WINDOW_EVENTS * USERS);
            assertThat(result.deliveries())
                    .isEqualTo(new Deliveries(
                            (2 * WARMUP_EVENTS + leadIn + 3 * WINDOW_EVENTS) * USERS,
                            3 * WINDOW_EVENTS * USERS,
                            0,
                            0,
                            0,
                            0,
                            0));
            assertThat(windows.stream().mapToLong(Histogram::getTotalCount).sum())
                    .isEqualTo(3 * WINDOW_EVENTS * USERS);
            hasSlicesOfThreeWindows(result);
            hasFlightsAcrossWindows(result, leadIn);
        }
        assertThat(milestones)
                .containsExactly(
                        Load.Milestone.ALONE,
                        Load.Milestone.CONNECTED,
                        Load.Milestone.WARM,
                        Load.Milestone.WINDOW_OPENED,
                        Load.Milestone.WINDOW_CLOSED);
    }

    private static void hasSlicesOfThreeWindows(LoadResult result) {
        assertThat(result.seconds()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(result.seconds())
                .extracting(Second::offsetNanos)
                .isSorted()
                .first()
                .isEqualTo(0L);
        assertThat(result.seconds().stream()
                        .mapToLong(second -> second.latency().getTotalCount())
                        .sum())
                .isEqualTo(result.expected());
    }

    private static void hasFlightsAcrossWindows(LoadResult result, long leadIn) {
        long before = 2 * WARMUP_EVENTS + leadIn;
        assertThat(result.flights())
                .extracting(Flight::seq)
                .containsExactlyElementsOf(LongStream.rangeClosed(before + 1, before + FLIGHTS)
                        .boxed()
                        .toList());
        assertThat(result.flights())
                .extracting(Flight::dueNanos)
                .isSorted()
                .first()
                .isEqualTo(0L);
        assertThat(result.flights()).allMatch(flight -> flight.receivedNanos() >= flight.sentNanos());
    }

    @ParameterizedTest
    @EnumSource
    void oneEventAtATimeReachesAllAndIsOfNoWindow(Technique technique) throws Exception {
        try (PushServer server = PushServer.start(ServerOptions.DEFAULT);
                LoadSession session = LoadSession.open(plan(technique, server.address()), progress -> {})) {
            session.connect();
            session.warmUp();
            for (int event = 0; event < 5; event++) {
                assertThat(session.publishOneAndAwaitAll()).isPresent();
            }
            LoadResult result = session.finish();

            assertThat(result.failure()).isEmpty();
            assertThat(result.published().events()).isEqualTo(WARMUP_EVENTS + 5);
            assertThat(result.expected()).isZero();
            assertThat(result.deliveries()).isEqualTo(new Deliveries((WARMUP_EVENTS + 5) * USERS, 0, 0, 0, 0, 0, 0));
            assertThat(result.latencies().latency().getTotalCount()).isZero();
        }
    }

    @Test
    void anInterruptEndsWaitingForOneEvent() throws Exception {
        try (PushServer server = PushServer.start(ServerOptions.DEFAULT);
                LoadSession session = LoadSession.open(plan(Technique.SSE, server.address()), progress -> {})) {
            session.connect();
            Thread.currentThread().interrupt();

            assertThat(session.publishOneAndAwaitAll()).isEmpty();
            assertThat(session.publishOneAndAwaitAll()).isEmpty();
            assertThat(session.failure()).contains("interrupted");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private Load.Observer remember() {
        return new Load.Observer() {
            @Override
            public void progress(Load.Progress progress) {}

            @Override
            public void reached(Load.Milestone milestone) {
                milestones.add(milestone);
            }
        };
    }

    private static LoadPlan plan(Technique technique, InetSocketAddress server) {
        return new LoadPlan(
                technique,
                server,
                new RoomName("steps"),
                USERS,
                new LoadPlan.Publishing(100, 128),
                new LoadPlan.Reading(Duration.ofMillis(50), Duration.ofMillis(300)),
                LoadPlan.Requests.MINIMAL,
                new LoadPlan.Timing(
                        Duration.ofSeconds(20),
                        Duration.ZERO,
                        Duration.ofMillis(100),
                        Duration.ofMillis(300),
                        new LoadPlan.Windows(2, 3),
                        Duration.ofSeconds(10)));
    }
}
