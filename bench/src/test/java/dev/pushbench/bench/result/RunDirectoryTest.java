package dev.pushbench.bench.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pushbench.bench.Loads;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunDirectoryTest {
    private static final Instant START = KeptRuns.START;
    private static final Optional<String> SHA = KeptRuns.SHA;
    private static final List<TrialResult> RESULTS =
            List.of(TrialResult.of(Loads.trial(), Loads.flawless(10), Evidence.NONE));

    @TempDir
    private Path folder;

    @Test
    void hasItsNameOnlyWhenFinished() throws Exception {
        RunDirectory directory = RunDirectory.create(folder, START, SHA, "default");
        assertThat(names()).containsExactly(".20260304T050607Z-0123456-default.partial");

        Path finished = directory.finish(KeptRuns.manifest().ended("later", Optional.empty()), RESULTS);

        assertThat(finished).isEqualTo(folder.resolve("20260304T050607Z-0123456-default"));
        assertThat(names()).containsExactly("20260304T050607Z-0123456-default");
        assertThat(Files.readAllLines(finished.resolve("summary.csv"))).hasSize(2);
        assertThat(json(finished).path("complete").asBoolean()).isTrue();
        assertThat(json(finished).has("failure_reason")).isFalse();
    }

    @Test
    void anEarlyEndIsVisible() throws Exception {
        RunDirectory directory = RunDirectory.create(folder, START, SHA, "custom");
        directory.write(KeptRuns.manifest(), RESULTS);
        JsonNode before = json(folder.resolve(".20260304T050607Z-0123456-custom.partial"));

        JsonNode after =
                json(directory.finish(KeptRuns.manifest().ended("later", Optional.of("interrupted")), RESULTS));

        assertThat(before.path("complete").asBoolean(true)).isFalse();
        assertThat(before.has("end")).isFalse();
        assertThat(after.path("complete").asBoolean(true)).isFalse();
        assertThat(after.path("failure_reason").asText()).isEqualTo("interrupted");
        assertThat(after.path("schema_version").asInt()).isEqualTo(1);
    }

    @Test
    void aBuildWithoutARepositorySaysSo() throws Exception {
        RunDirectory.create(folder, START, Optional.empty(), "default");

        assertThat(names()).containsExactly(".20260304T050607Z-nogit-default.partial");
    }

    @Test
    void runsOfOneSecondDoNotMeet() throws Exception {
        RunDirectory first = RunDirectory.create(folder, START, SHA, "default");
        RunDirectory second = RunDirectory.create(folder, START, SHA, "default");
        first.finish(KeptRuns.manifest(), RESULTS);
        RunDirectory third = RunDirectory.create(folder, START, SHA, "default");
        second.finish(KeptRuns.manifest(), RESULTS);
        third.finish(KeptRuns.manifest(), RESULTS);

        assertThat(names())
                .containsExactly(
                        "20260304T050607Z-0123456-default",
                        "20260304T050607Z-0123456-default-2",
                        "20260304T050607Z-0123456-default-3");
    }

    @Test
    void cannotBeMadeInsideAFile() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> RunDirectory.create(file, START, SHA, "default"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void everyFileIsThereFromTheStartAndNoneIsLeftUnfinished() throws Exception {
        RunDirectory directory = RunDirectory.create(folder, START, SHA, "default");

        directory.write(KeptRuns.manifest(), List.of());

        try (var files = Files.list(folder.resolve(names().get(0)))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "manifest.json",
                            "summary.csv",
                            "trials.csv",
                            "metrics.csv",
                            "intervals.csv",
                            "latency.hlog",
                            "timeline.csv");
        }
    }

    /** A reader that has opened a file goes on reading what it opened: the new one takes its name, and not its place. */
    @Test
    void aFileIsReplacedInOneStep() throws Exception {
        RunDirectory directory = RunDirectory.create(folder, START, SHA, "default");
        directory.write(KeptRuns.manifest(), List.of());
        Path summary = directory.file("summary.csv");
        try (BufferedReader reader = Files.newBufferedReader(summary)) {
            directory.write(KeptRuns.manifest(), RESULTS);

            assertThat(reader.lines()).hasSize(1);
        }
        assertThat(Files.readAllLines(summary)).hasSize(2);
    }

    /** What is published of a machine is a list that only grows on purpose. */
    @Test
    void theManifestHoldsWhatIsOnTheListAndNothingElse() throws Exception {
        Path kept = KeptRuns.kept(folder, RESULTS);

        assertThat(keys("", json(kept)))
                .filteredOn(key -> !key.startsWith("machine.host.sysctls.net."))
                .containsExactlyInAnyOrder(
                        "schema_version",
                        "complete",
                        "suite",
                        "build.pushbench_version",
                        "build.git_sha",
                        "build.git_dirty",
                        "start.at",
                        "start.command",
                        "start.seed",
                        "start.time_limits.connect_ms",
                        "start.time_limits.least_drain_ms",
                        "end",
                        "machine.host.os",
                        "machine.host.kernel",
                        "machine.host.cpu_model",
                        "machine.host.processors",
                        "machine.host.memory_bytes",
                        "machine.host.file_limit",
                        "machine.host.load_jvm.name",
                        "machine.host.load_jvm.vendor",
                        "machine.host.load_jvm.version",
                        "machine.host.load_jvm.flags",
                        "machine.host.load_jvm.collectors",
                        "machine.server.java",
                        "machine.server.version",
                        "machine.server.flags",
                        "machine.generator.java",
                        "machine.generator.version",
                        "machine.generator.flags",
                        "machine.pinning",
                        "machine.libraries.undertow");
    }

    private static List<String> keys(String path, JsonNode node) {
        if (!node.isObject()) {
            return List.of(path);
        }
        List<String> keys = new ArrayList<>();
        node.properties()
                .forEach(field -> keys.addAll(
                        keys(path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue())));
        return keys;
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static JsonNode json(Path directory) throws IOException {
        return new ObjectMapper().readTree(directory.resolve("manifest.json").toFile());
    }
}
