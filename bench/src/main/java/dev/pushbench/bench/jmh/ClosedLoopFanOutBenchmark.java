package dev.pushbench.bench.jmh;

import dev.pushbench.bench.host.ChildCommand;
import dev.pushbench.bench.host.ChildFailedException;
import dev.pushbench.bench.host.JavaExecutable;
import dev.pushbench.bench.host.ServerProcess;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.LoadResult;
import dev.pushbench.client.LoadSession;
import dev.pushbench.protocol.RoomName;
import dev.pushbench.protocol.Technique;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * From one publication until every user has the event, over sockets, against a server in a process of its own.
 *
 * <p>A closed loop: the next event is published when all have this one. A stall therefore holds up the very events that would have
 * shown it, so that it is one sample however long it lasts (coordinated omission, which no arithmetic takes out afterwards). The time says how
 * fast the machinery goes round, hand-overs between three threads of the load generator included, and nothing about latency under events
 * that come when they are due: that is what {@code run} measures.
 */
@BenchmarkMode(Mode.SampleTime)
public class ClosedLoopFanOutBenchmark extends Measured {
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(10);
    private static final LoadPlan.Timing TIMING = new LoadPlan.Timing(
            Duration.ofSeconds(30), Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1), LONGEST_ROUND);
    private static final LoadPlan.Reading READING =
            new LoadPlan.Reading(Duration.ofMillis(500), Duration.ofSeconds(25));
    private static final LoadPlan.Publishing WHEN_ASKED = new LoadPlan.Publishing(1, Specimen.EVENT_BYTES);

    @Param({"polling", "long-polling", "streaming", "sse", "websocket"})
    String technique = "";

    @Param({"100", "1000"})
    int users;

    private Optional<ServerProcess> server = Optional.empty();
    private Optional<LoadSession> session = Optional.empty();

    /** Starts the server and connects the users. */
    @Setup(Level.Trial)
    public void connect() throws ChildFailedException, InterruptedException {
        ServerProcess started = ServerProcess.start(
                ChildCommand.server(
                        List.of(),
                        JavaExecutable.ofThisJvm().path(),
                        ChildCommand.JVM_FLAGS,
                        ChildCommand.DEFAULT_IO_THREADS),
                ServerProcess.LONGEST_START);
        server = Optional.of(started);
        LoadSession opened = LoadSession.open(plan(started.address()), progress -> {});
        session = Optional.of(opened);
        opened.connect();
    }

    /** Publishes one event and waits until all have it; returns how long the session says that took, in nanoseconds. */
    @Benchmark
    public long toAll() {
        LoadSession open = session.orElseThrow();
        return open.publishOneAndAwaitAll()
                .orElseThrow(() -> new IllegalStateException(open.failure().orElseThrow()));
    }

    /**
     * Takes everything down.
     *
     * @throws IllegalStateException where a user missed an event, or got one twice
     */
    @TearDown(Level.Trial)
    public void disconnect() {
        try (ServerProcess stopped = server.orElseThrow();
                LoadSession ended = session.orElseThrow()) {
            LoadResult result = ended.finish();
            long expected = result.published().events() * users;
            if (result.deliveries().arrived() != expected
                    || result.deliveries().duplicate() > 0
                    || result.deliveries().deviations().altered() > 0
                    || result.failure().isPresent()) {
                throw new IllegalStateException(
                        "expected " + expected + " deliveries of " + stopped.address() + ", saw " + result.deliveries()
                                + result.failure().map(why -> ": " + why).orElse(""));
            }
        }
    }

    private LoadPlan plan(InetSocketAddress address) {
        return new LoadPlan(
                Technique.withId(technique)
                        .orElseThrow(() -> new IllegalArgumentException("not a technique: " + technique)),
                address,
                new RoomName("closed-loop"),
                users,
                WHEN_ASKED,
                READING,
                LoadPlan.Requests.MINIMAL,
                TIMING);
    }
}
