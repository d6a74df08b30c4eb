package dev.pushbench.bench.jmh.macro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pushbench.bench.CommandLines;
import dev.pushbench.bench.StartArchives;
import dev.pushbench.bench.StartArchives.Role;
import dev.pushbench.bench.host.ChildCommand;
import dev.pushbench.bench.host.JavaExecutable;
import dev.pushbench.bench.host.Splitting;
import dev.pushbench.bench.result.FigureGroup;
import dev.pushbench.bench.result.Percentile;
import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.bench.scenario.Phases;
import dev.pushbench.bench.scenario.Trial;
import dev.pushbench.client.Load;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.protocol.Technique;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With JMH, its forks and their servers: few, and as short as can be. */
@Tag("thorough")
@Timeout(90)
@EnabledOnOs(OS.LINUX)
final class MacroRunTest {
    private static final Path JAVA = JavaExecutable.ofThisJvm().path();
    private static final String QUICK_FORK = String.join(
            " ",
            StartArchives.with(Role.GENERATOR, "-Xms64m", "-Xmx64m", "-XX:-AlwaysPreTouch", "-XX:TieredStopAtLevel=1"));
    private static final Duration ENDLESS = Duration.ofHours(1);
    private static final Set<String> OUR_THREADS = Set.of("jmh", "fork line");

    private final List<ProcessHandle> seen = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void nothingIsLeft() throws Exception {
        forks().forEach(seen::add);
        for (ProcessHandle process : seen) {
            process.onExit().get(20, TimeUnit.SECONDS);
        }
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (OUR_THREADS.contains(thread.getName())) {
                thread.join(20_000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    @Test
    void jmhTellsThePercentilesOfTheTrialsOwnHistogram() throws Exception {
        Trial trial = trial(Duration.ofMillis(200), new LoadPlan.Windows(1, 2));
        Path json = folder.resolve("jmh.json");

        TrialOutcome outcome;
        try (MacroRun run = run("-Xmx64m")) {
            outcome = run.measure(trial, remember(progress -> {}));
            run.writeTo(json, Map.of(FigureGroup.EXACT, Set.of(trial)));
        }

        assertThat(outcome.load().failure()).isEmpty();
        assertThat(outcome.serverDeath()).isEmpty();
        assertThat(outcome.evidence().server()).isPresent();
        assertThat(outcome.load().expected()).isEqualTo(2 * 200 * 3);
        Histogram latency = outcome.load().latencies().latency();
        JsonNode entry = new ObjectMapper().readTree(json.toFile()).path(0);
        assertThat(entry.path("forks").intValue()).isEqualTo(1);
        assertThat(entry.at("/params/technique").textValue()).isEqualTo("websocket");
        assertThat(figure(entry, "latency.count")).isEqualTo((double) latency.getTotalCount());
        for (Percentile percentile : List.of(Percentile.P50, Percentile.P90, Percentile.P99)) {
            assertThat(figure(entry, "latency." + percentile.name().toLowerCase(Locale.ROOT)))
                    .isEqualTo(percentile.of(latency).orElseThrow() / 1e3);
        }
        assertThat(figure(entry, "latency.max")).isEqualTo(latency.getMaxValue() / 1e3);
        assertThat(figure(entry, "deliveries.delivered")).isEqualTo(1_200);
        assertThat(figure(entry, "connections.opened")).isEqualTo(3);
    }

    @Test
    void aServerThatCannotStartIsToldInItsOwnWords() {
        try (MacroRun run = run("-XX:NoSuchFlag")) {
            assertThatThrownBy(() -> run.measure(trial(ENDLESS, LoadPlan.Windows.ONE_EACH), remember(progress -> {})))
                    .isInstanceOf(TrialFailedException.class)
                    .message()
                    .startsWith("the server ended before it was ready (exit code 1): ")
                    .contains("Unrecognized VM option 'NoSuchFlag'");
        }
    }

    @Test
    void aLoadGeneratorThatIsKilledIsToldAsThat() {
        try (MacroRun run = run("-Xmx64m")) {
            assertThatThrownBy(() -> run.measure(
                            trial(ENDLESS, new LoadPlan.Windows(0, 1)),
                            remember(onceMeasuring(
                                    () -> ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly)))))
                    .isInstanceOf(TrialFailedException.class)
                    .message()
                    .startsWith("the load generator ended before its trial was over (exit code 137)");
        }
    }

    @Test
    void aLoadGeneratorThatIsFrozenIsEndedAndToldAsThat() {
        try (MacroRun run = run("-Xmx64m", Duration.ofSeconds(3))) {
            assertThatThrownBy(() -> run.measure(
                            trial(ENDLESS, new LoadPlan.Windows(0, 1)), remember(onceMeasuring(MacroRunTest::freeze))))
                    .isInstanceOf(TrialFailedException.class)
                    .hasMessage("the load generator said nothing for 3 s, and was ended");
        }
    }

    private static void freeze() {
        forks().forEach(fork -> {
            try {
                new ProcessBuilder("kill", "-STOP", Long.toString(fork.pid()))
                        .start()
                        .waitFor();
            } catch (IOException | InterruptedException failed) {
                throw new IllegalStateException(failed);
            }
        });
    }

    @Test
    void anInterruptInAWindowKeepsWhatWasMeasured() throws Exception {
        Thread caller = Thread.currentThread();
        Trial trial = trial(ENDLESS, new LoadPlan.Windows(0, 1));
        Path json = folder.resolve("jmh.json");

        TrialOutcome outcome;
        try (MacroRun run = run("-Xmx64m")) {
            outcome = run.measure(trial, remember(onceMeasuring(caller::interrupt)));
            assertThat(Thread.interrupted()).as("interrupted still").isTrue();
            run.writeTo(json, Map.of());
        }

        assertThat(outcome.load().failure()).contains("interrupted");
        assertThat(outcome.load().deliveries().delivered()).isPositive();
        assertThat(outcome.load().latencies().latency().getTotalCount())
                .isEqualTo(outcome.load().deliveries().delivered());
        assertThat(outcome.serverDeath()).isEmpty();
        assertThat(new ObjectMapper().readTree(json.toFile())).hasSize(1);
    }

    private MacroRun run(String serverFlag) {
        return run(serverFlag, Duration.ofMinutes(1));
    }

    private MacroRun run(String serverFlag, Duration longestSilence) {
        ChildCommand server = ChildCommand.server(
                List.of(),
                JAVA,
                StartArchives.with(Role.SERVER, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", serverFlag),
                1);
        return new MacroRun(
                new MacroSetting(
                        server,
                        Optional.empty(),
                        JAVA,
                        List.of(),
                        "macro",
                        List.of("-jvmArgsAppend", QUICK_FORK),
                        Splitting.automatic()),
                folder.resolve("jmh.log"),
                Duration.ofMinutes(1),
                longestSilence);
    }

    private static Trial trial(Duration window, LoadPlan.Windows windows) {
        return new Trial(
                1,
                1,
                new Cell(
                        Technique.WEBSOCKET,
                        3,
                        new LoadPlan.Publishing(1_000, 128),
                        new LoadPlan.Reading(Duration.ofMillis(20), Duration.ofSeconds(1)),
                        LoadPlan.Requests.MINIMAL,
                        new Phases(Duration.ZERO, Duration.ofMillis(100), window, windows)));
    }

    /** Keeps the processes that there are while a trial goes on: some of them may outlive their parents. */
    private Consumer<Load.Progress> remember(Consumer<Load.Progress> then) {
        return progress -> {
            forks().forEach(fork -> {
                seen.add(fork);
                fork.descendants().forEach(seen::add);
            });
            then.accept(progress);
        };
    }

    /** Those of this class: other tests have children too, at the same time. */
    private static Stream<ProcessHandle> forks() {
        return ProcessHandle.current()
                .children()
                .filter(child -> CommandLines.of(child).contains("-D" + Principal.PORT + "="));
    }

    private static Consumer<Load.Progress> onceMeasuring(Runnable action) {
        AtomicBoolean done = new AtomicBoolean();
        return progress -> {
            if (progress.phase() == Load.Phase.MEASURING && progress.arrived() > 0 && !done.getAndSet(true)) {
                action.run();
            }
        };
    }

    private static double figure(JsonNode entry, String label) {
        return entry.path("secondaryMetrics").path(label).path("score").doubleValue();
    }
}
