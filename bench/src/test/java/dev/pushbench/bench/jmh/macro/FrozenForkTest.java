package dev.pushbench.bench.jmh.macro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.bench.CommandLines;
import dev.pushbench.bench.host.ChildCommand;
import dev.pushbench.bench.host.JavaExecutable;
import dev.pushbench.bench.host.Splitting;
import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.bench.scenario.Phases;
import dev.pushbench.bench.scenario.Trial;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.protocol.Technique;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A load generator that is stopped before it has said anything. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
final class FrozenForkTest {
    private static final Path JAVA = JavaExecutable.ofThisJvm().path();

    @TempDir
    private Path folder;

    @Test
    void aLoadGeneratorThatIsFrozenBeforeItsFirstWordIsEndedAndToldAsThat() throws Exception {
        Path freezing = Files.writeString(folder.resolve("java"), """
                #!/bin/sh
                case "$*" in
                *%s=*) kill -STOP $$ ;;
                esac
                exec '%s' "$@"
                """.formatted(Principal.PORT, JAVA));
        Files.setPosixFilePermissions(freezing, Set.copyOf(Files.getPosixFilePermissions(JAVA)));
        MacroSetting setting = new MacroSetting(
                ChildCommand.server(List.of(), JAVA, List.of("-Xmx64m"), 1),
                Optional.empty(),
                freezing,
                List.of(),
                "frozen",
                List.of(),
                Splitting.automatic());

        try (MacroRun run =
                new MacroRun(setting, folder.resolve("jmh.log"), Duration.ofSeconds(1), Duration.ofMinutes(1))) {
            assertThatThrownBy(() -> run.measure(trial(), progress -> {}))
                    .isInstanceOf(TrialFailedException.class)
                    .hasMessage("the load generator did not start within 1 s, and was ended");
        }

        assertThat(frozen(freezing)).isEmpty();
    }

    private static Trial trial() {
        return new Trial(
                1,
                1,
                new Cell(
                        Technique.WEBSOCKET,
                        3,
                        new LoadPlan.Publishing(1_000, 128),
                        new LoadPlan.Reading(Duration.ofMillis(20), Duration.ofSeconds(1)),
                        LoadPlan.Requests.MINIMAL,
                        new Phases(
                                Duration.ZERO,
                                Duration.ofMillis(100),
                                Duration.ofMillis(100),
                                LoadPlan.Windows.ONE_EACH)));
    }

    /** Processes that are still that script. */
    private static Stream<ProcessHandle> frozen(Path script) {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> CommandLines.of(process).contains(script.toString()));
    }
}
