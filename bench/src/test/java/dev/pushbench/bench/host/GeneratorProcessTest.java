package dev.pushbench.bench.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.bench.result.WireAgreement;
import dev.pushbench.client.Load;
import dev.pushbench.client.Load.Milestone;
import dev.pushbench.client.Load.Phase;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.LoadResult;
import dev.pushbench.client.http.HeaderProfile;
import dev.pushbench.client.measure.Traffic;
import dev.pushbench.protocol.RoomName;
import dev.pushbench.protocol.Technique;
import dev.pushbench.server.PushServer;
import dev.pushbench.server.ServerOptions;
import dev.pushbench.server.stats.ServerFigures;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A real load generator in a process of its own, against a real server in this one. */
@Timeout(60)
final class GeneratorProcessTest {
    private static final int USERS = 3;
    private static final int EVENT_BYTES = 128;
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT_WINDOW = Duration.ofMillis(200);
    private static final Duration ENDLESS_WINDOW = Duration.ofHours(1);

    /** Small and quick to start; {@code -showversion} makes it say something on its stderr. */
    private static final List<String> FLAGS =
            List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-showversion");

    /** Looks at a JVM take a second longer where its Flight Recorder tells the pauses. */
    private static final List<String> FLAGS_WITHOUT_RECORDER = Stream.concat(
                    FLAGS.stream(), Stream.of("--limit-modules=java.se,jdk.management,jdk.unsupported"))
            .toList();

    private final GeneratorProcess generator = new GeneratorProcess(command(FLAGS));
    private final GeneratorProcess quick = new GeneratorProcess(command(FLAGS_WITHOUT_RECORDER));
    private PushServer server = server();

    /** Writes down all that it is told, and compares the bytes. */
    private class Witness implements Load.Observer {
        final List<Phase> phases = new ArrayList<>();
        final List<Milestone> milestones = new ArrayList<>();
        final List<WireAgreement> comparisons = new ArrayList<>();

        @Override
        public void progress(Load.Progress progress) {
            phases.add(progress.phase());
        }

        @Override
        public void reached(Milestone milestone) {
            milestones.add(milestone);
        }

        @Override
        public boolean agrees(Traffic users, LoadResult.Published published) {
            comparisons.add(WireAgreement.of(users, published, server.figures()));
            return comparisons.get(comparisons.size() - 1).holds();
        }
    }

    @BeforeEach
    void noProcessIsThere() {
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    @AfterEach
    void noProcessIsLeft() {
        server.close();
        ProcessHandle.current().children().forEach(child -> child.onExit().join());
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "POLLING, minimal, true",
        "LONG_POLLING, minimal, true",
        "STREAMING, minimal, true",
        "SSE, minimal, true",
        "WEBSOCKET, minimal, true",
        "POLLING, browser, true",
        "LONG_POLLING, browser, true",
        "STREAMING, browser, true",
        "SSE, browser, true",
        "WEBSOCKET, browser, true",
        "POLLING, minimal, false",
        "LONG_POLLING, minimal, false",
        "POLLING, browser, false",
        "LONG_POLLING, browser, false",
    })
    void everyByteIsCountedOnBothSides(Technique technique, String headers, boolean keepAlive) throws Exception {
        HeaderProfile profile = headers.equals("browser") ? HeaderProfile.BROWSER : HeaderProfile.MINIMAL;
        Witness witness = new Witness();

        GeneratorProcess.Outcome outcome =
                quick.run(plan(technique, new LoadPlan.Requests(profile, keepAlive), SHORT_WINDOW), witness);

        LoadResult load = outcome.load();
        assertThat(load.failure()).isEmpty();
        assertThat(witness.phases)
                .startsWith(Phase.CONNECTING)
                .contains(Phase.WARM_UP, Phase.MEASURING, Phase.DRAINING);
        assertThat(witness.milestones)
                .containsExactly(
                        Milestone.ALONE,
                        Milestone.CONNECTED,
                        Milestone.WARM,
                        Milestone.WINDOW_OPENED,
                        Milestone.WINDOW_CLOSED);
        assertThat(load.published().windowEvents()).isEqualTo(20);
        assertThat(load.deliveries().delivered()).isEqualTo(load.expected()).isEqualTo(20L * USERS);
        assertThat(load.deliveries().arrived()).isEqualTo(30L * USERS);
        assertThat(load.traffic().down().payload()).isEqualTo(load.deliveries().arrived() * EVENT_BYTES);

        ServerFigures figures = server.figures();
        assertThat(witness.comparisons).last().isEqualTo(WireAgreement.of(load.traffic(), load.published(), figures));
        assertThat(witness.comparisons)
                .last()
                .satisfies(last -> assertThat(last.holds()).isTrue());
        assertThat(figures.deliveries()).isEqualTo(load.deliveries().arrived());
        assertThat(figures.connectionsAccepted())
                .as("the publisher's is one more")
                .isEqualTo(load.connections().opened() + 1);
        assertThat(load.connections().opened())
                .isEqualTo(keepAlive ? USERS : load.traffic().requests());
        long requestBytes = load.traffic().up().head() + load.traffic().up().handshake();
        assertThat(requestBytes / load.traffic().requests() > 700).isEqualTo(headers.equals("browser"));
    }

    @Test
    void whatAgreesIsTheWatchersToSay() throws Exception {
        Witness witness = new Witness() {
            @Override
            public boolean agrees(Traffic users, LoadResult.Published published) {
                return super.agrees(users, published) && comparisons.size() > 2;
            }
        };

        GeneratorProcess.Outcome outcome = quick.run(plan(Technique.SSE, SHORT_WINDOW), witness);

        assertThat(witness.comparisons).hasSizeGreaterThan(2);
        assertThat(outcome.load().failure()).isEmpty();
    }

    @Test
    void whatItUsedIsToldAtEachMilestone() throws Exception {
        Map<Milestone, JvmFigures> jvm =
                generator.run(plan(Technique.SSE, SHORT_WINDOW), new Witness()).jvm();
        Map<Milestone, JvmFigures> withoutRecorder =
                quick.run(plan(Technique.SSE, SHORT_WINDOW), new Witness()).jvm();

        assertThat(jvm).containsOnlyKeys(Milestone.values());
        assertThat(withoutRecorder).containsOnlyKeys(Milestone.values());
        assertThat(jvm.values()).extracting(JvmFigures::uptimeNanos).isSorted();
        assertThat(jvm.values()).allSatisfy(figures -> {
            assertThat(figures.processCpuNanos()).isPositive();
            assertThat(figures.allocatedBytes()).isPositive();
            assertThat(figures.heapUsedBytes()).isPositive();
            assertThat(figures.gcPauses()).isPresent();
        });
        assertThat(withoutRecorder.values())
                .allSatisfy(figures -> assertThat(figures.gcPauses()).isEmpty());
    }

    @Test
    void anInterruptReturnsWhatWasMeasured() throws Exception {
        Witness impatient = new Witness() {
            @Override
            public void progress(Load.Progress progress) {
                super.progress(progress);
                if (progress.phase() == Phase.MEASURING && progress.arrived() > 10L * USERS) {
                    Thread.currentThread().interrupt();
                }
            }
        };

        GeneratorProcess.Outcome outcome = generator.run(plan(Technique.WEBSOCKET, ENDLESS_WINDOW), impatient);

        assertThat(Thread.interrupted()).isTrue();
        LoadResult load = outcome.load();
        assertThat(load.failure()).contains("interrupted");
        assertThat(load.deliveries().delivered()).isPositive();
        assertThat(load.latencies().latency().getTotalCount())
                .isEqualTo(load.deliveries().delivered());
        assertThat(load.traffic().down().payload()).isEqualTo(load.deliveries().arrived() * EVENT_BYTES);
        assertThat(outcome.jvm())
                .containsOnlyKeys(Milestone.ALONE, Milestone.CONNECTED, Milestone.WARM, Milestone.WINDOW_OPENED);
    }

    /** Both look at their JVMs then, and the generator waits for an answer that never comes. */
    @ParameterizedTest
    @EnumSource(Milestone.class)
    void anInterruptAtAMilestoneIsOneToo(Milestone interrupted) throws Exception {
        Witness impatient = new Witness() {
            @Override
            public void reached(Milestone milestone) {
                super.reached(milestone);
                if (milestone == interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        };

        GeneratorProcess.Outcome outcome = generator.run(plan(Technique.SSE, SHORT_WINDOW), impatient);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome.load().failure()).contains("interrupted");
        assertThat(impatient.milestones).endsWith(interrupted);
    }

    @Test
    void anInterruptBeforeItStartedIsOneToo() throws Exception {
        Thread.currentThread().interrupt();

        GeneratorProcess.Outcome outcome = generator.run(plan(Technique.SSE, ENDLESS_WINDOW), new Witness());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome.load().failure()).isPresent();
        assertThat(outcome.load().deliveries().delivered()).isZero();
    }

    @Test
    void aGeneratorThatIsKilledIsToldWithItsLastWords() {
        Witness killer = new Witness() {
            @Override
            public void reached(Milestone milestone) {
                ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
            }
        };

        assertThatThrownBy(() -> generator.run(plan(Technique.SSE, ENDLESS_WINDOW), killer))
                .isInstanceOf(ChildFailedException.class)
                .hasMessageStartingWith("the load generator ended before its trial was over (ended by signal 9): ")
                .hasMessageContaining(" version \"" + Runtime.version().feature());
    }

    @Test
    void aGeneratorThatDoesNotStartIsToldWithItsLastWords() {
        GeneratorProcess none = new GeneratorProcess(command(List.of("-XX:+NoSuchFlag")));

        assertThatThrownBy(() -> none.run(plan(Technique.SSE, SHORT_WINDOW), new Witness()))
                .isInstanceOf(ChildFailedException.class)
                .hasMessageStartingWith("the load generator ended before its trial was over (exit code 1): ")
                .hasMessageContaining("NoSuchFlag");
    }

    @Test
    void aTrialThatFailsIsAResult() throws Exception {
        server.close();
        Witness witness = new Witness();

        GeneratorProcess.Outcome outcome = generator.run(plan(Technique.SSE, SHORT_WINDOW), witness);

        assertThat(outcome.load().failure())
                .hasValueSatisfying(why -> assertThat(why).contains("refused"));
        assertThat(outcome.load().deliveries().arrived()).isZero();
        assertThat(witness.milestones).containsExactly(Milestone.ALONE);
        assertThat(witness.comparisons).isEmpty();
    }

    private LoadPlan plan(Technique technique, Duration window) {
        return plan(technique, LoadPlan.Requests.MINIMAL, window);
    }

    /** A hundred events a second: ten to warm up, then the window. */
    private LoadPlan plan(Technique technique, LoadPlan.Requests requests, Duration window) {
        return new LoadPlan(
                technique,
                server.address(),
                new RoomName("generated"),
                USERS,
                new LoadPlan.Publishing(100, EVENT_BYTES),
                new LoadPlan.Reading(Duration.ofMillis(40), Duration.ofSeconds(1)),
                requests,
                new LoadPlan.Timing(LONG, Duration.ZERO, Duration.ofMillis(100), window, LONG));
    }

    private static ChildCommand command(List<String> flags) {
        return ChildCommand.generator(List.of(), JavaExecutable.ofThisJvm().path(), flags);
    }

    private static PushServer server() {
        try {
            return PushServer.start(ServerOptions.DEFAULT);
        } catch (IOException notBound) {
            throw new AssertionError(notBound);
        }
    }
}
