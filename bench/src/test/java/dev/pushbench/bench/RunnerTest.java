package dev.pushbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.host.FakeServer;
import dev.pushbench.bench.host.GeneratorProcess;
import dev.pushbench.bench.result.TrialResult;
import dev.pushbench.bench.result.Validity;
import dev.pushbench.bench.result.WireAgreement;
import dev.pushbench.bench.scenario.Trial;
import dev.pushbench.client.Load;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.LoadResult;
import dev.pushbench.client.measure.Deliveries;
import dev.pushbench.client.measure.Traffic;
import dev.pushbench.client.measure.WireBytes;
import dev.pushbench.server.stats.ServerFigures;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With real processes, but a server and a load that do as the test wants. */
@Timeout(60)
final class RunnerTest {
    private static final List<Trial> TRIALS = Loads.trials().subList(0, 2);

    private final StringWriter err = new StringWriter();
    private final List<TrialResult> kept = new ArrayList<>();
    private Optional<InetSocketAddress> target = Optional.empty();

    @Test
    void everyCellIsMeasuredAndToldAbout() {
        Optional<Runner.Stop> stop = run("ready", (plan, observer) -> {
            observer.progress(new Load.Progress(Load.Phase.MEASURING, plan.users(), 1));
            observer.progress(new Load.Progress(Load.Phase.MEASURING, plan.users(), 2));
            return outcome(Loads.flawless(100));
        });

        assertThat(stop).isEmpty();
        assertThat(kept).extracting(result -> result.validity().word()).containsExactly("VALID", "VALID");
        assertThat(err.toString().lines())
                .containsExactly(
                        "2 trials, about 26 s",
                        "[1/2] polling, 100 users: starting the server, about 24 s left",
                        "[1/2] polling, 100 users: measuring, 100 connected, about 24 s left",
                        "[2/2] long-polling, 100 users: starting the server, about 12 s left",
                        "[2/2] long-polling, 100 users: measuring, 100 connected, about 12 s left");
    }

    @Test
    void anInvalidCellDoesNotStopTheOthers() {
        LoadResult lossy = Loads.of(100, new Deliveries(99, 99, 1, 0, 0, 0, 0), 0, Optional.empty());

        Optional<Runner.Stop> stop = run("ready", (plan, observer) -> outcome(lossy));

        assertThat(stop).isEmpty();
        assertThat(kept).extracting(result -> result.validity().word()).containsExactly("INVALID", "INVALID");
        assertThat(err.toString()).contains("[1/2] polling, 100 users: INVALID: 1 deliveries missing; lower --rate");
    }

    @Test
    void aServerThatDiesStopsTheRunAndItsLastWordsAreTold() {
        Optional<Runner.Stop> stop = run("dies-later", (plan, observer) -> untilInterrupted());

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
        Optional<Runner.Stop> stop = run("dies-early", (plan, observer) -> outcome(Loads.flawless(1)));

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
            Optional<Runner.Stop> stop = run("ready", interruption, (plan, observer) -> {
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
            Optional<Runner.Stop> stop = run("dies-later", interruption, (plan, observer) -> {
                GeneratorProcess.Outcome cutShort = untilInterrupted();
                interruption.happen();
                return cutShort;
            });

            assertThat(stop).contains(new Runner.Stop(ExitCode.INTERRUPTED, "interrupted"));
        }
    }

    @Test
    void whatTheServerSaysOfItselfBecomesEvidence() {
        Optional<Runner.Stop> stop = run("ready", (plan, observer) -> {
            for (Load.Milestone milestone : Load.Milestone.values()) {
                observer.reached(milestone);
            }
            ServerFigures server = FakeServer.SAMPLE.server();
            WireBytes down = new WireBytes(server.bytesOut() - 1, 0, 0, 0, 0, 0);
            WireBytes up = new WireBytes(server.bytesIn() - 2, 0, 0, 0, 0, 0);
            LoadResult.Published published = new LoadResult.Published(1, 1, 2, 1, Optional.empty());
            assertThat(observer.agrees(new Traffic(up, down, 0, 0, 0, 0, 0), published))
                    .isTrue();
            assertThat(observer.agrees(Traffic.NONE, published)).isFalse();
            return outcome(Loads.flawless(100));
        });

        assertThat(stop).isEmpty();
        assertThat(kept).hasSize(2).allSatisfy(result -> {
            assertThat(result.evidence().server().orElseThrow().holding().connectionsAccepted())
                    .isEqualTo(FakeServer.SAMPLE.server().connectionsAccepted());
            assertThat(result.evidence().wire()).contains(new WireAgreement(2, 6, 1, 7));
            assertThat(result.validity().causes())
                    .extracting(Validity.Cause::flaw)
                    .startsWith(Validity.Flaw.LEDGERS_DIFFER, Validity.Flaw.LEDGERS_DIFFER);
        });
    }

    @Test
    void aServerThatIsThereAlreadyIsUsedAndNotLookedAt() {
        target = Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 4321));
        List<LoadPlan> plans = new ArrayList<>();

        Optional<Runner.Stop> stop = run("dies-early", (plan, observer) -> {
            plans.add(plan);
            for (Load.Milestone milestone : Load.Milestone.values()) {
                observer.reached(milestone);
            }
            assertThat(observer.agrees(Traffic.NONE, new LoadResult.Published(1, 1, 100, 100, Optional.empty())))
                    .isTrue();
            return outcome(Loads.flawless(100));
        });

        assertThat(stop).isEmpty();
        assertThat(plans).extracting(LoadPlan::server).containsOnly(target.orElseThrow());
        assertThat(plans).extracting(plan -> plan.room().text()).containsExactly("rooms-1", "rooms-2");
        assertThat(kept).hasSize(2).allSatisfy(result -> {
            assertThat(result.evidence().server()).isEmpty();
            assertThat(result.evidence().wire()).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aGeneratorThatDiesStopsTheRunAndItsLastWordsAreTold(boolean atTarget) {
        target = atTarget
                ? Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 4321))
                : Optional.empty();
        GeneratorProcess dying = new GeneratorProcess(FakeServer.command("dies-early"));

        Optional<Runner.Stop> stop = run("ready", dying::run);

        assertThat(stop).hasValueSatisfying(why -> {
            assertThat(why.exitCode()).isEqualTo(ExitCode.INVALID_RUN);
            assertThat(why.reason())
                    .startsWith("the load generator ended before its trial was over (exit code 3): line 11")
                    .endsWith("line 60");
        });
        assertThat(kept)
                .singleElement()
                .satisfies(result -> assertThat(result.validity().reasons())
                        .isEqualTo("the load generator ended before its trial was over (exit code 3): line 11"));
    }

    private Optional<Runner.Stop> run(String behaviour, Measurement measurement) {
        try (Interruption interruption = Interruption.ofThisThread()) {
            return run(behaviour, interruption, measurement);
        }
    }

    private Optional<Runner.Stop> run(String behaviour, Interruption interruption, Measurement measurement) {
        RunProgress progress = new RunProgress(new PrintWriter(err), () -> 0, TRIALS);
        return new Runner(FakeServer.command(behaviour), target, "rooms", measurement, interruption, progress)
                .run(TRIALS, soFar -> {
                    kept.clear();
                    kept.addAll(soFar);
                });
    }

    private static GeneratorProcess.Outcome outcome(LoadResult load) {
        return new GeneratorProcess.Outcome(load, Map.of());
    }

    private static GeneratorProcess.Outcome untilInterrupted() {
        try {
            new CountDownLatch(1).await();
            throw new AssertionError("nobody counts down");
        } catch (InterruptedException asExpected) {
            return outcome(Loads.of(100, new Deliveries(99, 99, 1, 0, 0, 0, 0), 0, Optional.of("interrupted")));
        }
    }
}
