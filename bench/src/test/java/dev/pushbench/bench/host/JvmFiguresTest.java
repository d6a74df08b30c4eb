package dev.pushbench.bench.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JvmFiguresTest {
    private static final Hiccups HICCUPS = new Hiccups(1_000, 70_000, 90_000, 5_000_000);

    @Test
    void figuresAreOneLineAndComeBackAsTheyWere() {
        JvmFigures figures = new JvmFigures(1, 2, 7, 3, Long.MAX_VALUE, Optional.of(new GcPauses(4, 50)), HICCUPS);

        String line = figures.toJsonLine();

        assertThat(line)
                .isEqualTo(
                        "{\"uptime_nanos\":1,\"process_cpu_nanos\":2,\"java_cpu_nanos\":7,\"allocated_bytes\":3,"
                                + "\"heap_used_bytes\":9223372036854775807,"
                                + "\"gc_pauses\":{\"count\":4,\"total_nanos\":50},"
                                + "\"hiccups\":{\"count\":1000,\"p50_nanos\":70000,\"p99_nanos\":90000,\"max_nanos\":5000000}}");
        assertThat(JvmFigures.ofJsonLine(line)).isEqualTo(figures);
    }

    @Test
    void pausesThatAreNotRecordedAreAbsentAndNotZero() {
        JvmFigures figures = new JvmFigures(1, 2, 7, 3, 4, Optional.empty(), HICCUPS);

        assertThat(figures.toJsonLine()).doesNotContain("gc_pauses");
        assertThat(JvmFigures.ofJsonLine(figures.toJsonLine())).isEqualTo(figures);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "[]",
                "{}",
                "{\"uptime_nanos\":1}",
                "{\"uptime_nanos\":1,\"process_cpu_nanos\":2,\"java_cpu_nanos\":7,\"allocated_bytes\":3,\"heap_used_bytes\":4}"
            })
    void anythingElseIsRefused(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JvmFigures.ofJsonLine(line))
                .withMessageStartingWith("not the figures of a JVM: ");
    }
}
