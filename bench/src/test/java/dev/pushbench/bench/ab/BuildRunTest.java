package dev.pushbench.bench.ab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.bench.Program;
import dev.pushbench.bench.host.JavaExecutable;
import dev.pushbench.bench.input.UsageError;
import dev.pushbench.bench.result.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** This build, run by its own command line. */
@Tag("thorough")
@Timeout(120)
final class BuildRunTest {
    @TempDir
    private Path folder;

    private Path suite = Path.of("");

    private final ClassArchives archives = ClassArchives.none();

    @AfterEach
    void leaveNoArchives() {
        archives.close();
    }

    @BeforeEach
    void writeSuite() throws Exception {
        suite = Files.writeString(
                folder.resolve("suite.yaml"),
                "techniques: [websocket]\nusers: [2]\nwarmup: 0s\nwindow: 500ms\nwindows: 1\n");
    }

    @Test
    void aBuildMeasuresEachCellAsOftenAsItIsAsked() throws Exception {
        Run run = measuring().measure(Side.HEAD, build(Program.lightProcesses().toArray(String[]::new)), 2);

        assertThat(run.cells())
                .singleElement()
                .satisfies(cell -> assertThat(cell.trials()).hasSize(2));
        assertThat(folder.resolve("head.log")).isNotEmptyFile();
        assertThat(folder.resolve("head")).isDirectoryContaining(found -> found.endsWith(run.name()));
    }

    @Test
    void whatABuildDoesNotTakeIsToldInItsOwnWords() {
        assertThatThrownBy(() -> measuring().measure(Side.BASE, build("--no-such-option"), 1))
                .isInstanceOf(UsageError.class)
                .hasMessageStartingWith("--base: this build does not run this: ")
                .hasMessageContaining("--no-such-option");
    }

    @Test
    void aBuildThatCannotBeRunSaysWhy() {
        Build none = new Build("nothing", folder.toString(), List.of());

        assertThatThrownBy(() -> measuring().measure(Side.HEAD, none, 1))
                .isInstanceOf(AbFailure.class)
                .hasMessageStartingWith("head (nothing) failed with exit code 1: ")
                .hasMessageContaining("dev.pushbench.bench.Pushbench");
    }

    @ParameterizedTest
    @CsvSource({"-1, does not end", "0, ends without a word"})
    void whatIsNoRunOfThisProgramIsAFailure(int seconds, String what) throws Exception {
        Path java = Files.writeString(
                folder.resolve("java"), "#!/bin/sh\n" + (seconds < 0 ? "exec sleep 600\n" : "exit 0\n"));
        assertThat(java.toFile().setExecutable(true)).isTrue();
        BuildRun endless = new BuildRun(java, suite, folder, Duration.ZERO, archives, Duration.ofMillis(300));

        assertThatThrownBy(() -> endless.measure(Side.HEAD, build(), 1))
                .as(what)
                .isInstanceOf(AbFailure.class)
                .hasMessageStartingWith("head (this build) failed: it did not ");
    }

    @Test
    void anInterruptEndsTheBuild() throws Exception {
        Thread caller = Thread.currentThread();
        Path log = folder.resolve("base.log");
        CompletableFuture<Void> interrupting = CompletableFuture.runAsync(() -> {
            while (!Files.exists(log)) {
                Thread.onSpinWait();
            }
            caller.interrupt();
        });

        assertThatThrownBy(() -> measuring().measure(Side.BASE, build(), 50)).isInstanceOf(InterruptedException.class);

        interrupting.get(10, TimeUnit.SECONDS);
        assertThat(ProcessHandle.current()
                        .descendants()
                        .filter(child -> child.info()
                                .commandLine()
                                .filter(words -> words.contains(folder.toString()))
                                .isPresent()))
                .isEmpty();
    }

    private BuildRun measuring() {
        return new BuildRun(JavaExecutable.ofThisJvm().path(), suite, folder, Duration.ofSeconds(10), archives);
    }

    private static Build build(String... arguments) {
        return Build.ofThisProgram("this build", List.of(arguments));
    }
}
