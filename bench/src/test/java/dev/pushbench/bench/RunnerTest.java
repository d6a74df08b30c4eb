package dev.pushbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.host.FakeServer;
import dev.pushbench.bench.result.CellResult;
import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.bench.scenario.Scenario;
import dev.pushbench.client.Load;
import dev.pushbench.client.LoadResult;
import dev.pushbench.client.measure.Deliveries;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With real processes, but a server and a load that do as the test wants. */
@Timeout(60)
final class RunnerTest {
    private static final List<Cell> CELLS = Scenario.DEFAULT.cells().subList(0, 2);

    private final StringWriter err = new StringWriter();
    private final List<CellResult> kept = new ArrayList<>();

    @Test
    void everyCellIsMeasuredAndToldAbout() {
        Optional<Runner.Stop> stop = run("ready", (plan, progress) -> {
            progress.accept(new Load.Progress(Load.Phase.MEASURING, plan.users(), 1));
            progress.accept(new Load.Progress(Load.Phase.MEASURING, plan.users(), 2));
            return Loads.flawless(100);
        });

        assertThat(stop).isEmpty();
        assertThat(kept).extracting(result -> result.validity().word()).containsExactly("VALID", "VALID");
        assertThat(err.toString().lines())
                .containsExactly(
                        "2 cells, about 24 s",
                        "[1/2] polling, 100 users: starting the server, about 24 s left",
                        "[1/2] polling, 100 users: measuring, 100 connected, about 24 s left",
                        "[2/2] long-polling, 100 users: starting the server, about 12 s left",
                        "[2/2] long-polling, 100 users: measuring, 100 connected, about 12 s left");
    }

    @Test
    void anInvalidCellDoesNotStopTheOthers() {
        LoadResult lossy = Loads.of(100, new Deliveries(99, 1, 0, 0, 0, 0), 0, Optional.empty());

        Optional<Runner.Stop> stop = run("ready", (plan, progress) -> lossy);

        assertThat(stop).isEmpty();
        assertThat(kept).extracting(result -> result.validity().word()).containsExactly("INVALID", "INVALID");
        assertThat(err.toString()).contains("[1/2] polling, 100 users: INVALID: 1 deliveries missing; lower --rate");
    }

    @Test
    void aServerThatDiesStopsTheRunAndItsLastWordsAreTold() {
        Optional<Runner.Stop> stop = run("dies-later", (plan, progress) -> untilInterrupted());

        assertThat(stop).hasValueSatisfying(why -> {
            assertThat(why.exitCode()).isEqualTo(ExitCode.INVALID_RUN);
            assertThat(why.reason()).isEqualTo("the server died (exit code 7): no more");
        });
        assertThat(kept)
                .singleElement()
                .satisfies(result -> assertThat(result.validity().reasons())
                        .startsWith("the server died (exit code 7); 1 deliveries missing"));
    }

    @Test
    void aServerThatCannotStartStopsTheRun() {
        Optional<Runner.Stop> stop = run("dies-early", (plan, progress) -> Loads.flawless(1));

        assertThat(stop).hasValueSatisfying(why -> {
            assertThat(why.exitCode()).isEqualTo(ExitCode.INVALID_RUN);
            assertThat(why.reason()).startsWith("the server ended before it was ready (exit code 3)");
        });
        assertThat(kept)
                .singleElement()
                .satisfies(result -> assertThat(result.load()).isEmpty());
    }

    @Test
    void anInterruptKeepsWhatTheTrialHadMeasured() {
        try (Interruption interruption = Interruption.ofThisThread()) {
            Optional<Runner.Stop> stop = run("ready", interruption, (plan, progress) -> {
                interruption.happen();
                return untilInterrupted();
            });

            assertThat(stop).contains(new Runner.Stop(ExitCode.INTERRUPTED, "interrupted"));
        }
        assertThat(kept).singleElement().satisfies(result -> {
            assertThat(result.load()).isPresent();
            assertThat(result.validity().reasons()).startsWith("interrupted; 1 deliveries missing");
        });
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void aServerThatDiesOfTheSameInterruptIsNotBlamed() {
        try (Interruption interruption = Interruption.ofThisThread()) {
            Optional<Runner.Stop> stop = run("dies-later", interruption, (plan, progress) -> {
                LoadResult cutShort = untilInterrupted();
                interruption.happen();
                return cutShort;
            });

            assertThat(stop).contains(new Runner.Stop(ExitCode.INTERRUPTED, "interrupted"));
        }
    }

    private Optional<Runner.Stop> run(String behaviour, Trial trial) {
        try (Interruption interruption = Interruption.ofThisThread()) {
            return run(behaviour, interruption, trial);
        }
    }

    private Optional<Runner.Stop> run(String behaviour, Interruption interruption, Trial trial) {
        RunProgress progress = new RunProgress(new PrintWriter(err), () -> 0, CELLS);
        return new Runner(FakeServer.command(behaviour), trial, interruption, progress).run(CELLS, soFar -> {
            kept.clear();
            kept.addAll(soFar);
        });
    }

    private static LoadResult untilInterrupted() {
        try {
            new CountDownLatch(1).await();
            throw new AssertionError("nobody counts down");
        } catch (InterruptedException asExpected) {
            return Loads.of(100, new Deliveries(99, 1, 0, 0, 0, 0), 0, Optional.of("interrupted"));
        }
    }
}
