package dev.pushbench.bench.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.host.ServerProcess;
import dev.pushbench.client.Load;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.LoadResult;
import dev.pushbench.protocol.Technique;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Coordinated omission: a server that is stopped for half a second must show in the latency of everything that was due meanwhile.
 *
 * <p>Events are due at a constant rate. Of a window W, those due in the first S − x of a stall of length S wait for longer than x:
 * their share is (S − x) / W. A harness that waits for the server before it sends, or that counts from when it could send, finds
 * one late event for each user instead.
 */
@Timeout(120)
final class KnownStallTest {
    private static final int USERS = 20;
    private static final double EVENTS_PER_SECOND = 200;
    private static final Duration WINDOW = Duration.ofSeconds(4);
    private static final long STALL_NANOS = 500_000_000;

    /** What noise may take away: an event at either end of the stall, and the third digit of a histogram. */
    private static final double LEAST_OF_ARITHMETIC = 0.95;

    private static final double TWO_EVENTS = 2 / (EVENTS_PER_SECOND * WINDOW.toSeconds());

    /**
     * What noise may add. It only ever adds: a process that waits for a core, or catches up on a backlog, is later, never earlier.
     * A third of the stall's share, and a twentieth of the window for stalls of the machine's own.
     */
    private static final double MOST_OF_ARITHMETIC = 1.33;

    private static final double MOST_BESIDE = 0.05;

    private record Stalled(LoadResult load, Freeze freeze) {}

    @ParameterizedTest
    @EnumSource(names = {"LONG_POLLING", "STREAMING", "SSE", "WEBSOCKET"})
    void aStalledServerShowsInTheLatencyOfAllThatWasDue(Technique technique) throws Exception {
        Stalled stalled = trialWithStall(technique);
        LoadResult load = stalled.load();
        Freeze freeze = stalled.freeze();

        assertThat(load.failure()).isEmpty();
        assertThat(load.deliveries().delivered()).isEqualTo(load.expected());
        assertThat(load.expected()).isEqualTo(USERS * (long) (EVENTS_PER_SECOND * WINDOW.toSeconds()));
        assertShowsStall(load.latencies().latency(), freeze);
        assertShowsStall(load.latencies().serviceLatency(), freeze); // the publisher is open-loop: it sent on time
        assertDoesNotShowStall(load.latencies().publishDelay(), freeze);
    }

    private static void assertShowsStall(Histogram latency, Freeze freeze) {
        assertThat(latency.getMaxValue()).isGreaterThanOrEqualTo((long) (0.9 * freeze.atLeastNanos()));
        for (double part : new double[] {0.25, 0.5, 0.75}) {
            long beyondNanos = (long) (part * STALL_NANOS);
            double least = arithmetic(freeze.atLeastNanos(), beyondNanos);
            double most = arithmetic(freeze.atMostNanos(), beyondNanos);
            assertThat(shareAbove(latency, beyondNanos))
                    .as("share of deliveries later than %d ms", TimeUnit.NANOSECONDS.toMillis(beyondNanos))
                    .isBetween(LEAST_OF_ARITHMETIC * least - TWO_EVENTS, MOST_OF_ARITHMETIC * most + MOST_BESIDE);
        }
    }

    /** A publisher that waited for the server would be late as often as deliveries are. */
    private static void assertDoesNotShowStall(Histogram publishDelay, Freeze freeze) {
        long beyondNanos = STALL_NANOS / 4;
        assertThat(shareAbove(publishDelay, beyondNanos))
                .as("share of publications later than %d ms", TimeUnit.NANOSECONDS.toMillis(beyondNanos))
                .isLessThan(arithmetic(freeze.atLeastNanos(), beyondNanos) / 3);
    }

    private static double arithmetic(long stallNanos, long beyondNanos) {
        return (double) (stallNanos - beyondNanos) / WINDOW.toNanos();
    }

    private static double shareAbove(Histogram histogram, long nanos) {
        return (double) histogram.getCountBetweenValues(histogram.nextNonEquivalentValue(nanos), Long.MAX_VALUE / 2)
                / histogram.getTotalCount();
    }

    private static Stalled trialWithStall(Technique technique) throws Exception {
        try (ServerProcess server = ServerProcess.start(Trials.serverProcess(), ServerProcess.LONGEST_START)) {
            FreezeInWindow observer = new FreezeInWindow(server.pid());
            LoadResult load = Load.run(
                    Trials.plan(
                            technique,
                            server.address(),
                            USERS,
                            EVENTS_PER_SECOND,
                            LoadPlan.Requests.MINIMAL,
                            new Trials.Phases(Duration.ZERO, Duration.ofSeconds(1), WINDOW, Duration.ofSeconds(25))),
                    observer);
            return new Stalled(load, observer.freeze.get(20, TimeUnit.SECONDS));
        }
    }

    /** Freezes the server when the window is about a second old: at the first progress told after its opening's. */
    private static final class FreezeInWindow implements Load.Observer {
        private final long pid;
        private final CompletableFuture<Freeze> freeze = new CompletableFuture<>();
        private int toldInWindow = Integer.MIN_VALUE;

        FreezeInWindow(long pid) {
            this.pid = pid;
        }

        @Override
        public void reached(Load.Milestone milestone) {
            if (milestone == Load.Milestone.WINDOW_OPENED) {
                toldInWindow = 0;
            }
        }

        @Override
        public void progress(Load.Progress progress) {
            if (++toldInWindow == 2) {
                Thread freezer = new Thread(
                        () -> {
                            try {
                                freeze.complete(Freeze.of(pid, STALL_NANOS));
                            } catch (Exception failed) {
                                freeze.completeExceptionally(failed);
                            }
                        },
                        "freezer");
                freezer.start();
            }
        }
    }
}
