package dev.pushbench.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.pushbench.bench.input.UsageError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class SuiteYamlFuzzTest {
    private static final Settings NO_OVERRIDES = new Settings(Map.of());

    @TempDir
    private static Path folder;

    @Timeout(10)
    @FuzzTest
    void aFileIsASuiteThatIsReadBackOrAMistakeOnOneLine(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("suite.yaml"), bytes);
        ResolvedSuite resolved;
        try {
            resolved = Suites.resolved(file.toString(), NO_OVERRIDES);
        } catch (UsageError mistake) {
            assertThat(mistake.getMessage()).hasLineCount(1).hasSizeLessThan(1_500);
            return;
        }
        Files.writeString(file, resolved.yaml());
        assertThat(Suites.resolved(file.toString(), NO_OVERRIDES)).isEqualTo(resolved);
    }
}
