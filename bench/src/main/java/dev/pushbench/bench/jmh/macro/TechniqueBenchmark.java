package dev.pushbench.bench.jmh.macro;

import dev.pushbench.bench.input.DurationText;
import dev.pushbench.bench.link.LinkText;
import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.bench.scenario.Phases;
import dev.pushbench.bench.scenario.Serving;
import dev.pushbench.client.Load;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.Scene;
import dev.pushbench.client.http.HeaderProfile;
import dev.pushbench.protocol.Technique;
import dev.pushbench.protocol.TlsVersion;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * One technique under an open-loop schedule: a fork starts a server and plays the users, an invocation is one window. Its own score is how
 * long a window took with the wait for the last delivery, which says little; the figures are secondary results, by the profilers beside
 * this class.
 *
 * <p>Ordered by {@link MacroRun}, a fork measures what the order says, and its parameters only name it. Started through JMH alone it
 * measures what its parameters say, in windows of JMH's iteration times.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1, time = 3)
@Measurement(iterations = 3, time = 3)
public class TechniqueBenchmark {
    /** The value of a parameter that means nothing to the cell. */
    static final String NOT_APPLICABLE = "n/a";

    private static final Load.Observer NOBODY = progress -> {};

    @Param({"polling", "long-polling", "streaming", "sse", "websocket"})
    String technique = "";

    @Param("100")
    int users;

    @Param("10")
    String rate = "";

    @Param("128")
    String eventBytes = "";

    @Param("500")
    String pollIntervalMillis = "";

    @Param("25000")
    String longPollWaitMillis = "";

    @Param("minimal")
    String headers = "";

    @Param("true")
    String keepAlive = "";

    @Param("broadcast")
    String scenario = "";

    @Param("none")
    String link = "";

    @Param("none")
    String tls = "";

    @Param("true")
    String tlsResumption = "";

    @Param("15000")
    String heartbeatMillis = "";

    @Param("0")
    String coalesceMillis = "";

    /** The name of the cell, which holds what no other parameter does; only an order has one. */
    @Param(NOT_APPLICABLE)
    String cell = "";

    private Optional<Principal> principal = Optional.empty();
    private Optional<ForkedTrial> trial = Optional.empty();
    private Optional<Cell> measured = Optional.empty();
    private boolean settled;

    /** Starts the server and connects the users. */
    @Setup(Level.Trial)
    public void connect(BenchmarkParams benchmark) throws Exception {
        principal = Principal.ofThisFork();
        TrialOrder order =
                principal.isPresent() ? principal.get().order() : TrialOrder.ofItself(cellOfParameters(benchmark));
        measured = Optional.of(order.cell());
        Load.Observer progress = principal
                .<Load.Observer>map(listening -> reached -> listening.tell(TrialWord.of(reached)))
                .orElse(NOBODY);
        ForkedTrial started = ForkedTrial.start(order, progress);
        trial = Optional.of(started);
        principal.ifPresent(listening -> listening.whenStopped(started::stop));
        started.connect();
    }

    /** Lets both JVMs collect their garbage before the first window that is measured. */
    @Setup(Level.Iteration)
    public void settle(IterationParams iteration) {
        if (iteration.getType() == IterationType.MEASUREMENT && !settled) {
            settled = true;
            trial().settle();
        }
    }

    /** Publishes a window's events, and waits for the last delivery. */
    @Benchmark
    public void window(IterationParams iteration) {
        if (iteration.getType() == IterationType.WARMUP) {
            trial().warmUp();
        } else {
            new WindowOutcome(measured.orElseThrow(), trial().measure(), Optional.empty()).keep();
        }
    }

    /**
     * Compares both sides' bytes, and takes everything down.
     *
     * @throws IllegalStateException where the trial failed and nobody ordered it who could be told otherwise
     */
    @TearDown(Level.Trial)
    public void finish() throws IOException {
        try (ForkedTrial ending = trial()) {
            TrialOutcome outcome = ending.finish();
            WindowOutcome.last().ifPresent(last -> last.of(outcome).keep());
            if (principal.isEmpty() && outcome.load().failure().isPresent()) {
                throw new IllegalStateException(
                        outcome.serverDeath().orElse(outcome.load().failure().get()));
            }
            principal.ifPresent(listening -> listening.tell(TrialWord.of(outcome)));
        } finally {
            if (principal.isPresent()) {
                principal.get().close();
            }
        }
    }

    private ForkedTrial trial() {
        return trial.orElseThrow(() -> new IllegalStateException("the trial has not been set up"));
    }

    private Cell cellOfParameters(BenchmarkParams benchmark) {
        if (!scenario.equals(Scene.BROADCAST.name())) {
            throw new IllegalArgumentException("without an order only broadcast can be measured, not " + scenario);
        }
        Optional<LoadPlan.Tls> spoken =
                TlsVersion.withId(tls).map(version -> new LoadPlan.Tls(version, isTrue(tlsResumption)));
        if (spoken.isEmpty() && !tls.equals("none")) {
            throw new IllegalArgumentException("neither none nor a version of TLS: " + tls);
        }
        return new Cell(
                Technique.withId(technique)
                        .orElseThrow(() -> new IllegalArgumentException("not a technique: " + technique)),
                users,
                new LoadPlan.Publishing(Double.parseDouble(rate), Integer.parseInt(eventBytes)),
                new LoadPlan.Reading(millis(pollIntervalMillis), millis(longPollWaitMillis)),
                new LoadPlan.Requests(
                        HeaderProfile.withName(headers)
                                .orElseThrow(
                                        () -> new IllegalArgumentException("neither minimal nor browser: " + headers)),
                        isTrue(keepAlive)),
                new Phases(
                        Duration.ZERO,
                        time(benchmark.getWarmup()),
                        time(benchmark.getMeasurement()),
                        new LoadPlan.Windows(
                                benchmark.getWarmup().getCount(),
                                benchmark.getMeasurement().getCount())),
                Scene.BROADCAST,
                LinkText.parse("-p link", link),
                spoken,
                new Serving(millis(heartbeatMillis), millis(coalesceMillis)));
    }

    private static boolean isTrue(String parameter) {
        return switch (parameter) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false: " + parameter);
        };
    }

    private static Duration millis(String parameter) {
        return DurationText.parse(parameter + "ms")
                .orElseThrow(() -> new IllegalArgumentException("not a number of milliseconds: " + parameter));
    }

    private static Duration time(IterationParams iterations) {
        return Duration.ofMillis(iterations.getTime().convertTo(TimeUnit.MILLISECONDS));
    }
}
