package dev.pushbench.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

final class MicroSuiteTest {
    @Test
    void theBuildMadeJmhsListOfExactlyTheseBenchmarks() {
        assertThat(MicroSuite.names()).hasSize(19).doesNotHaveDuplicates();
        assertThat(listed())
                .extracting(BenchmarkListEntry::getUsername)
                .containsExactlyInAnyOrderElementsOf(
                        MicroSuite.names().stream().map(MicroSuite::qualified).toList());
    }

    @Test
    void allAreMeasuredTheSameWay() {
        assertThat(listed()).isNotEmpty().allSatisfy(benchmark -> {
            assertThat(benchmark.getMode()).isEqualTo(Mode.AverageTime);
            assertThat(benchmark.getForks().get()).isEqualTo(2);
            assertThat(benchmark.getMeasurementIterations().get()).isEqualTo(5);
        });
    }

    @Test
    void aFilterFindsPartsOfNames() {
        assertThat(MicroSuite.names(Pattern.compile("^Room")))
                .containsExactly("RoomBenchmark.append", "RoomBenchmark.read");
        assertThat(MicroSuite.names(Pattern.compile("poll"))).containsExactly("ResponseBenchmark.pollAnswer");
        assertThat(MicroSuite.names(Pattern.compile("undertow"))).isEmpty();
    }

    /** What JMH finds on the class path, of our kind. */
    private static List<BenchmarkListEntry> listed() {
        OutputFormat silent = OutputFormatFactory.createFormatInstance(
                new PrintStream(PrintStream.nullOutputStream()), VerboseMode.SILENT);
        return BenchmarkList.defaultList().getAll(silent, List.of()).stream()
                .filter(MicroSuiteTest::isMicro)
                .toList();
    }

    private static boolean isMicro(BenchmarkListEntry entry) {
        try {
            return Measured.class.isAssignableFrom(Class.forName(entry.getUserClassQName()));
        } catch (ClassNotFoundException stale) {
            throw new AssertionError(entry.getUserClassQName() + " is listed, but not there", stale);
        }
    }
}
