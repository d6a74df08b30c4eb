package dev.pushbench.bench.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pushbench.bench.host.Finding.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class DoctorTest {
    private static final Hiccups QUIET = new Hiccups(1_000, 60_000, 90_000, 200_000);
    private static final Measurements GOOD = new Measurements(new ClockSample(25, 10), QUIET, QUIET, Optional.empty());

    @TempDir
    private Path root;

    @Test
    void aMachineThatTellsNothingIsUnknownAndNotGuessedAt() {
        Checkup checkup = Doctor.examine(new KernelFiles(root), new SearchPath(null), GOOD);

        assertThat(checkup.findings())
                .filteredOn(finding -> finding.value().equals("unknown"))
                .extracting(Finding::name)
                .containsExactly(
                        "open files",
                        "ephemeral ports",
                        "accept backlog",
                        "SYN backlog",
                        "TIME_WAIT sockets",
                        "TIME_WAIT reuse",
                        "memory limit",
                        "memory available",
                        "transparent huge pages",
                        "cores",
                        "CPU quota",
                        "CPU governor",
                        "steal since boot",
                        "load",
                        "clock source");
        assertThat(checkup.allowsRuns()).isTrue();
        assertThat(checkup.conclusion()).isEqualTo("How many users one server and one generator can hold is unknown.");
    }

    @Test
    void theSmallestLimitIsTheConclusion() {
        Checkup checkup = new Checkup(List.of(
                Finding.ok("clock", "fine"),
                Finding.limit("ports", "many", 28_231, "more"),
                Finding.limit("files", "few", 19_800, "more")));

        assertThat(checkup.smallestLimit()).map(Finding::name).contains("files");
        assertThat(checkup.conclusion())
                .isEqualTo("One server and one generator can hold 19,800 users; the smallest limit is files.");
    }

    @Test
    void withoutALoopbackNoRunIsPossible() {
        Measurements noLoopback = new Measurements(GOOD.clock(), QUIET, QUIET, Optional.of("no route"));

        Checkup checkup = Doctor.examine(new KernelFiles(root), new SearchPath(""), noLoopback);

        assertThat(checkup.allowsRuns()).isFalse();
        assertThat(checkup.conclusion()).isEqualTo("No run is possible, because of: loopback.");
    }

    @Test
    void aShortBacklogIsNoted() throws Exception {
        Path folder = Files.createDirectories(root.resolve("proc/sys/net/core"));
        Files.writeString(folder.resolve("somaxconn"), "128\n");

        assertThat(NetworkFindings.of(new KernelFiles(root), Optional.empty()))
                .filteredOn(finding -> finding.name().equals("accept backlog"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.verdict()).isEqualTo(Verdict.NOTE))
                .satisfies(finding -> assertThat(finding.value()).isEqualTo("128"))
                .satisfies(finding -> assertThat(finding.users()).isEqualTo(OptionalLong.empty()));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aProgramIsThereWhereItCanBeRun() throws Exception {
        Files.createFile(
                root.resolve("gcc"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.writeString(root.resolve("node"), "not a program");
        Files.createDirectory(root.resolve("curl"));

        assertThat(ToolFindings.of(new SearchPath("/nowhere::" + root)))
                .filteredOn(finding -> finding.verdict() == Verdict.OK)
                .extracting(Finding::name, Finding::value)
                .containsExactly(tuple("C compiler", "gcc"));
    }
}
