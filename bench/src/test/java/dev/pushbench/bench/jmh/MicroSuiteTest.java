package dev.pushbench.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
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
        assertThat(MicroSuite.names()).hasSize(30).doesNotHaveDuplicates();
        assertThat(listed())
                .extracting(BenchmarkListEntry::getUsername)
                .containsExactlyInAnyOrderElementsOf(MicroSuite.names().stream()
                        .map(name -> MicroSuite.benchmark(name).qualified())
                        .distinct()
                        .toList());
    }

    @Test
    void allAreMeasuredTheSameWay() {
        assertThat(listed()).isNotEmpty().allSatisfy(benchmark -> {
            boolean isClosedLoop = benchmark.getUsername().contains("ClosedLoop");
            assertThat(benchmark.getMode()).isEqualTo(isClosedLoop ? Mode.SampleTime : Mode.AverageTime);
            assertThat(benchmark.getForks().get()).isEqualTo(2);
            assertThat(benchmark.getMeasurementIterations().get()).isEqualTo(5);
        });
    }

    @Test
    void aFilterFindsPartsOfNames() {
        assertThat(MicroSuite.names(Pattern.compile("^Room")))
                .containsExactly("RoomBenchmark.append", "RoomBenchmark.read");
        assertThat(MicroSuite.names(Pattern.compile("Answer"))).containsExactly("ResponseBenchmark.pollAnswer");
        assertThat(MicroSuite.names(Pattern.compile("undertow"))).isEmpty();
    }

    /** The name is all that the table, the JSON and the messages show. */
    @Test
    void whatGoesRoundInAClosedLoopSaysSoInItsName() {
        assertThat(MicroSuite.names(Pattern.compile("ClosedLoop")))
                .containsExactly(
                        "ClosedLoopFanOutBenchmark.toAll[long-polling,100]",
                        "ClosedLoopFanOutBenchmark.toAll[websocket,100]",
                        "ClosedLoopRequestBenchmark.poll[minimal]",
                        "ClosedLoopRequestBenchmark.poll[browser]");
        assertThat(MicroSuite.benchmark("ClosedLoopFanOutBenchmark.toAll[websocket,100]"))
                .isEqualTo(new MicroBenchmark(
                        "ClosedLoopFanOutBenchmark.toAll", Map.of("technique", "websocket", "users", "100")));
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
