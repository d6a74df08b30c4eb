package dev.pushbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.result.Manifest;
import dev.pushbench.bench.result.RunReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a manifest says of JVMs that got flags from their environment. */
@Timeout(120)
@Tag("thorough")
@EnabledOnOs(OS.LINUX)
final class RecordedJvmTest {
    private static final String WIDE = "-XX:ObjectAlignmentInBytes=32";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"})
    void aFlagFromTheEnvironmentIsInTheManifestOfARun(String variable) throws Exception {
        Manifest manifest = measured(variable);

        for (Manifest.Jvm jvm :
                List.of(manifest.machine().server(), manifest.machine().generator())) {
            assertThat(jvm.surroundings().orElseThrow().flags()).contains(WIDE);
            assertThat(jvm.surroundings().orElseThrow().flagVariables()).containsExactly(variable);
            assertThat(jvm.flags()).doesNotContain(WIDE);
        }
    }

    private Manifest measured(String variable) throws Exception {
        List<String> words = new ArrayList<>(Program.lightRun(List.of(
                "--techniques",
                "sse",
                "--users",
                "2",
                "--rate",
                "20",
                "--warmup",
                "100ms",
                "--window",
                "500ms",
                "--windows",
                "1",
                "--out",
                folder.toString())));
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(folder.resolve("err").toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        builder.environment().put(variable, WIDE);
        Process run = builder.start();
        try {
            assertThat(run.waitFor())
                    .as(Files.readString(folder.resolve("err")))
                    .isIn(0, 5);
        } finally {
            run.destroy();
        }
        try (Stream<Path> runs = Files.list(folder)) {
            return RunReader.read(runs.filter(Files::isDirectory).findFirst().orElseThrow())
                    .manifest();
        }
    }
}
