package dev.pushbench.bench.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pushbench.bench.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A fresh run, recomputed by a program in another language from the data behind its summary. */
@Timeout(120)
@Tag("thorough")
@EnabledOnOs(OS.LINUX)
final class OracleTest {
    private static final Path ORACLE = Path.of("..", "tests", "oracle", "oracle.py");

    @TempDir
    private Path folder;

    @Test
    void everyFigureAgreesAndAWrongOneIsFound() throws Exception {
        assumeTrue(hasPython(), "there is no python3: the figures are not recomputed");
        Path out = folder.resolve("runs");
        exitCode(Program.lightRun(List.of(
                "--techniques",
                "polling,long-polling,websocket",
                "--users",
                "20",
                "--rate",
                "20",
                "--poll-interval",
                "200ms",
                "--warmup",
                "300ms",
                "--window",
                "1500ms",
                "--windows",
                "2",
                "--forks",
                "1",
                "--out",
                out.toString())));
        Path run = onlyFolderOf(out);

        int agreed = exitCode(List.of("python3", ORACLE.toString(), run.toString()));
        assertThat(agreed).as(Files.readString(folder.resolve("said"))).isZero();

        for (String column :
                List.of("requests_per_delivery", "latency_p50_us", "head_bytes_per_delivery_up", "window_arrivals")) {
            Path summary = run.resolve("summary.csv");
            String right = Files.readString(summary);
            Files.writeString(summary, changed(right, column));
            assertThat(exitCode(List.of("python3", ORACLE.toString(), run.toString())))
                    .as(column)
                    .isEqualTo(1);
            Files.writeString(summary, right);
        }
    }

    /** With one more in the first cell. */
    private static String changed(String csv, String column) {
        List<String> lines = csv.lines().toList();
        int index = List.of(lines.get(0).split(",", -1)).indexOf(column);
        String[] fields = lines.get(1).split(",", -1);
        assertThat(fields[index]).as(column).isNotEmpty();
        fields[index] = Double.toString(Double.parseDouble(fields[index]) + 1);
        return Stream.concat(
                        Stream.of(lines.get(0), String.join(",", fields)),
                        lines.stream().skip(2))
                .map(line -> line + "\r\n")
                .reduce("", String::concat);
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "-c", "import sys; sys.exit(sys.version_info < (3, 8))")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    private int exitCode(List<String> command) throws Exception {
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(said, StandardCharsets.UTF_8)).doesNotContain("Traceback");
        return process.exitValue();
    }

    private static Path onlyFolderOf(Path out) throws IOException {
        try (Stream<Path> folders = Files.list(out)) {
            return folders.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }
}
