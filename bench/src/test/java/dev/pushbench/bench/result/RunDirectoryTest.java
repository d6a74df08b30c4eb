package dev.pushbench.bench.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pushbench.bench.Loads;
import dev.pushbench.bench.host.HostFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunDirectoryTest {
    private static final Instant START = Instant.parse("2026-03-04T05:06:07.8Z");
    private static final Optional<String> SHA = Optional.of("0123456789abcdef");
    private static final List<TrialResult> RESULTS =
            List.of(TrialResult.of(Loads.trial(), Loads.flawless(10), Evidence.NONE));

    @TempDir
    private Path folder;

    @Test
    void hasItsNameOnlyWhenFinished() throws Exception {
        RunDirectory directory = RunDirectory.create(folder, START, SHA, "default");
        assertThat(names()).containsExactly(".20260304T050607Z-0123456-default.partial");

        Path finished = directory.finish(manifest().ended("later", Optional.empty()), RESULTS);

        assertThat(finished).isEqualTo(folder.resolve("20260304T050607Z-0123456-default"));
        assertThat(names()).containsExactly("20260304T050607Z-0123456-default");
        assertThat(Files.readAllLines(finished.resolve("summary.csv"))).hasSize(2);
        assertThat(json(finished).path("complete").asBoolean()).isTrue();
        assertThat(json(finished).has("failure_reason")).isFalse();
    }

    @Test
    void anEarlyEndIsVisible() throws Exception {
        RunDirectory directory = RunDirectory.create(folder, START, SHA, "custom");
        directory.write(manifest(), RESULTS);
        JsonNode before = json(folder.resolve(".20260304T050607Z-0123456-custom.partial"));

        JsonNode after = json(directory.finish(manifest().ended("later", Optional.of("interrupted")), RESULTS));

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
        first.finish(manifest(), RESULTS);
        RunDirectory third = RunDirectory.create(folder, START, SHA, "default");
        second.finish(manifest(), RESULTS);
        third.finish(manifest(), RESULTS);

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

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static JsonNode json(Path directory) throws IOException {
        return new ObjectMapper().readTree(directory.resolve("manifest.json").toFile());
    }

    private static Manifest manifest() {
        return new Manifest(
                Manifest.SCHEMA_VERSION,
                false,
                Optional.empty(),
                "default",
                new Manifest.Build("1.0", SHA, Optional.of(false)),
                new Manifest.Start(START.toString(), List.of("run")),
                Optional.empty(),
                new Manifest.Machine(
                        HostFacts.ofThisHost(),
                        new Manifest.Jvm("java", "17", List.of("-Xmx1g")),
                        new Manifest.Jvm("other/java", "25", List.of()),
                        "not pinned: why not",
                        Optional.empty(),
                        Map.of()));
    }
}
