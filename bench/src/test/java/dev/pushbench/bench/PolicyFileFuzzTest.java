package dev.pushbench.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.pushbench.bench.input.UsageError;
import org.junit.jupiter.api.Timeout;

final class PolicyFileFuzzTest {
    @Timeout(10)
    @FuzzTest
    void aTextIsAPolicyOrAMistakeOnOneLine(byte[] bytes) {
        try {
            assertThat(PolicyFile.parse("gate.yml", new String(bytes, UTF_8)).rules())
                    .isNotEmpty();
        } catch (UsageError mistake) {
            assertThat(mistake.getMessage())
                    .startsWith("gate.yml:")
                    .hasLineCount(1)
                    .hasSizeLessThan(700);
        }
    }
}
