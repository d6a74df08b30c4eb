package dev.pushbench.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.pushbench.bench.input.UsageError;
import dev.pushbench.bench.result.Run;
import dev.pushbench.bench.result.RunReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A small run one of whose files is another: its first byte tells which. */
final class RunDirectoryFuzzTest {
    private static final List<String> FILES = List.of(
            "manifest.json",
            "summary.csv",
            "trials.csv",
            "metrics.csv",
            "intervals.csv",
            "latency.hlog",
            "timeline.csv",
            "capacity.csv");

    @TempDir
    private static Path directory;

    @BeforeEach
    void asItWas() throws IOException {
        for (String file : FILES) {
            Files.write(directory.resolve(file), original(file));
        }
    }

    @Timeout(10)
    @FuzzTest
    void aDirectoryCanBeReportedOrIsDamagedAndSaysSo(byte[] bytes) throws IOException {
        if (bytes.length == 0) {
            return;
        }
        String file = FILES.get(Math.floorMod(bytes[0] - '0', FILES.size()));
        Files.write(directory.resolve(file), Arrays.copyOfRange(bytes, 1, bytes.length));
        try {
            Run run = RunReader.read(directory);
            assertThat(Report.html(run, Optional.empty(), Report.knees(directory)))
                    .endsWith("</html>\n");
            assertThat(SummaryMarkdown.of(run, Optional.empty(), Report.knees(directory)))
                    .isNotEmpty();
            assertThat(OpenMetrics.of(run)).endsWith("# EOF\n");
            assertThat(Report.json(run, Optional.empty())).startsWith("{");
        } catch (UsageError damaged) {
            assertThat(damaged.getMessage())
                    .startsWith(directory.toString())
                    .hasLineCount(1)
                    .hasSizeLessThan(2_000);
        } finally {
            Files.write(directory.resolve(file), original(file));
        }
    }

    private static byte[] original(String file) throws IOException {
        try (InputStream in = RunDirectoryFuzzTest.class.getResourceAsStream("small-run/" + file)) {
            return Objects.requireNonNull(in, file).readAllBytes();
        }
    }
}
