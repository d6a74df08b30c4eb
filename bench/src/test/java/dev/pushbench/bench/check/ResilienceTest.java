package dev.pushbench.bench.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.host.ChildCommand;
import dev.pushbench.bench.host.JavaExecutable;
import dev.pushbench.bench.host.SampleKind;
import dev.pushbench.bench.host.ServerProcess;
import dev.pushbench.bench.host.ServerSample;
import dev.pushbench.client.Load;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.LoadResult;
import dev.pushbench.protocol.RoomName;
import dev.pushbench.protocol.Technique;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A thousand good users, without and with a thousand handshakes that never end and a thousand readers that never read, on the same server.
 *
 * <p>{@code -Dresilience.window=5s} measures all that push or wait for so long each; without it one of them, for a second. Latencies are printed
 * and not judged: that is for a machine on which nothing else runs.
 */
@Tag("alone")
@Tag("thorough")
@Timeout(120)
final class ResilienceTest {
    private static final String WINDOW = "resilience.window";
    private static final int GOOD = 1_000;
    private static final int STALLED = 1_000;
    private static final int DEAF = 1_000;
    private static final int RESETS_PER_SECOND = 20;
    private static final double EVENTS_PER_SECOND = 10;

    /** Of a connection that waits for the rest of a request, or for a reader; measured: 3 to 9 KiB. */
    private static final long MOST_HEAP_EACH_BYTES = 16 * 1024;

    /** A trial, and what the server's heap came to while its users were there. */
    private record Seen(LoadResult load, long heapBytes) {
        double p99Millis() {
            Histogram latency = load.latencies().latency();
            return latency.getValueAtPercentile(99) / 1e6;
        }
    }

    static Stream<Technique> techniques() {
        return System.getProperty(WINDOW) == null
                ? Stream.of(Technique.WEBSOCKET)
                : Stream.of(Technique.LONG_POLLING, Technique.STREAMING, Technique.SSE, Technique.WEBSOCKET);
    }

    @ParameterizedTest
    @MethodSource("techniques")
    void theGoodLoseNothingToTheBad(Technique technique) throws Exception {
        ChildCommand command = ChildCommand.server(
                List.of(), JavaExecutable.ofThisJvm().path(), List.of("-Xmx256m", "-XX:+UseParallelGC"), 1);
        try (ServerProcess server = ServerProcess.start(command, ServerProcess.LONGEST_START)) {
            trial(technique, server, "warm");
            Seen alone = trial(technique, server, "alone");
            Seen beset;
            Nuisance.Account account;
            try (Nuisance nuisance = Nuisance.start(server.address(), STALLED, DEAF, RESETS_PER_SECOND)) {
                beset = trial(technique, server, "beset");
                account = nuisance.leave();
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-12s %d good users: p99 %.2f ms alone, %.2f ms beside %d stalled and %d that do not read (x %.2f);"
                            + " heap of the server %.1f MiB and %.1f MiB; %d resets, %d came back%n",
                    technique.id(),
                    GOOD,
                    alone.p99Millis(),
                    beset.p99Millis(),
                    STALLED,
                    DEAF,
                    beset.p99Millis() / alone.p99Millis(),
                    alone.heapBytes() / 1048576.0,
                    beset.heapBytes() / 1048576.0,
                    account.resets(),
                    account.returns());

            lostNothing(alone.load());
            lostNothing(beset.load());
            assertThat(account.resets()).isPositive();
            assertThat(beset.heapBytes() - alone.heapBytes())
                    .as("heap for those who mean no good")
                    .isLessThan((STALLED + DEAF) * MOST_HEAP_EACH_BYTES);
        }
    }

    private static void lostNothing(LoadResult load) {
        assertThat(load.failure()).isEmpty();
        assertThat(load.expected()).isPositive();
        assertThat(load.deliveries().delivered()).isEqualTo(load.expected());
        assertThat(load.deliveries().missing()).isZero();
        assertThat(load.deliveries().duplicate()).isZero();
        assertThat(load.deliveries().outOfOrder()).isZero();
        assertThat(load.connections().failed()).isZero();
    }

    private static Seen trial(Technique technique, ServerProcess server, String room) {
        HeapWatch watch = new HeapWatch(server);
        LoadPlan plan = Trials.plan(
                technique,
                server.address(),
                GOOD,
                EVENTS_PER_SECOND,
                LoadPlan.Requests.MINIMAL,
                new Trials.Phases(Duration.ZERO, Duration.ofMillis(500), window(), Duration.ofSeconds(25)));
        LoadPlan inRoom = new LoadPlan(
                plan.technique(),
                plan.server(),
                new RoomName(room),
                plan.users(),
                plan.publishing(),
                plan.reading(),
                plan.requests(),
                plan.timing());
        return new Seen(Load.run(inRoom, watch), watch.heapBytes);
    }

    private static Duration window() {
        String asked = System.getProperty(WINDOW, "1s");
        return Duration.parse("PT" + asked.toUpperCase(Locale.ROOT));
    }

    /** Looks at the server's heap, after a collection, before the window. */
    private static final class HeapWatch implements Load.Observer {
        private final ServerProcess server;
        private long heapBytes;

        HeapWatch(ServerProcess server) {
            this.server = server;
        }

        @Override
        public void progress(Load.Progress progress) {}

        @Override
        public void reached(Load.Milestone milestone) {
            if (milestone == Load.Milestone.WARM) {
                try {
                    ServerSample sample = server.sample(SampleKind.AFTER_GC).orElseThrow();
                    heapBytes = sample.jvm().heapUsedBytes();
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
