package dev.pushbench.bench.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.pushbench.bench.host.ServerProcess;
import dev.pushbench.client.Load;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.LoadResult;
import dev.pushbench.protocol.Technique;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Coordinated omission: a server that is stopped for half a second must show in the latency of everything that was due meanwhile.
 *
 * <p>Events are due at a constant rate. Of a window W, those due in the first S − x of a stall of length S wait for longer than x:
 * their share is (S − x) / W. A harness that waits for the server before it sends, or that counts from when it could send, finds
 * one late event for each user instead.
 *
 * <p>Each technique has a server of its own, and little to do: they may share the machine.
 */
@Tag("alone")
@Execution(ExecutionMode.CONCURRENT)
@Timeout(120)
final class KnownStallTest {
    private static final int USERS = 20;
    private static final double EVENTS_PER_SECOND = 200;
    private static final Duration WINDOW = Duration.ofSeconds(3);
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

    private static final long[] BEYOND_NANOS = {STALL_NANOS / 4, STALL_NANOS / 2, 3 * STALL_NANOS / 4};

    private static final int MOST_TRIALS = 3;

    private record Stalled(LoadResult load, Freeze freeze) {}

    @ParameterizedTest
    @EnumSource(names = {"LONG_POLLING", "STREAMING", "SSE", "WEBSOCKET"})
    void aStalledServerShowsInTheLatencyOfAllThatWasDue(Technique technique) throws Exception {
        Stalled stalled = trialWithStall(technique);
        for (int trial = 2; trial <= MOST_TRIALS && !isUndisturbed(stalled); trial++) {
            assertShowsStall(stalled);
            stalled = trialWithStall(technique);
        }

        assertShowsStall(stalled);
        if (!isUndisturbed(stalled)) {
            assumeThat(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage())
                    .as("load of the last minute: too much else runs for a bound from above")
                    .isLessThan(Runtime.getRuntime().availableProcessors());
        }
        assertShowsNothingElse(stalled);
    }

    /** What holds whatever else runs: noise only adds. */
    private static void assertShowsStall(Stalled stalled) {
        LoadResult load = stalled.load();
        assertThat(load.failure()).isEmpty();
        assertThat(load.deliveries().delivered()).isEqualTo(load.expected());
        assertThat(load.expected()).isEqualTo(USERS * (long) (EVENTS_PER_SECOND * WINDOW.toSeconds()));
        // Service latency shows it as well: the publisher is open-loop, and sent on time.
        for (Histogram latency :
                List.of(load.latencies().latency(), load.latencies().serviceLatency())) {
            assertThat(latency.getMaxValue())
                    .isGreaterThanOrEqualTo((long) (0.9 * stalled.freeze().atLeastNanos()));
            for (long beyondNanos : BEYOND_NANOS) {
                double least = arithmetic(stalled.freeze().atLeastNanos(), beyondNanos);
                assertThat(shareAbove(latency, beyondNanos))
                        .as("share of deliveries later than %d ms", TimeUnit.NANOSECONDS.toMillis(beyondNanos))
                        .isGreaterThanOrEqualTo(LEAST_OF_ARITHMETIC * least - TWO_EVENTS);
            }
        }
    }

    private static void assertShowsNothingElse(Stalled stalled) {
        for (long beyondNanos : BEYOND_NANOS) {
            assertThat(shareAbove(stalled.load().latencies().latency(), beyondNanos))
                    .as("share of deliveries later than %d ms", TimeUnit.NANOSECONDS.toMillis(beyondNanos))
                    .isLessThanOrEqualTo(mostAbove(stalled, beyondNanos));
        }
        assertThat(publishedLate(stalled))
                .as("share of publications as late as deliveries: a publisher that waits for the server")
                .isLessThan(mostPublishedLate(stalled));
    }

    private static boolean isUndisturbed(Stalled stalled) {
        Histogram latency = stalled.load().latencies().latency();
        return publishedLate(stalled) < mostPublishedLate(stalled)
                && Arrays.stream(BEYOND_NANOS)
                        .allMatch(beyondNanos -> shareAbove(latency, beyondNanos) <= mostAbove(stalled, beyondNanos));
    }

    private static double mostAbove(Stalled stalled, long beyondNanos) {
        return MOST_OF_ARITHMETIC * arithmetic(stalled.freeze().atMostNanos(), beyondNanos) + MOST_BESIDE;
    }

    private static double publishedLate(Stalled stalled) {
        return shareAbove(stalled.load().latencies().publishDelay(), STALL_NANOS / 4);
    }

    private static double mostPublishedLate(Stalled stalled) {
        return arithmetic(stalled.freeze().atLeastNanos(), STALL_NANOS / 4) / 3;
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
                            new Trials.Phases(Duration.ZERO, Duration.ofMillis(500), WINDOW, Duration.ofSeconds(25))),
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
