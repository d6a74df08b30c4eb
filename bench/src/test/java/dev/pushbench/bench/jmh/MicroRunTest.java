package dev.pushbench.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.runner.RunnerException;

final class MicroRunTest {
    @TempDir
    private Path folder;

    @Test
    void aBenchmarkThatThrowsHasNoFigureButAReason() {
        MicroRun.Harness harness = (options, output) -> {
            throw new RunnerException(new IllegalStateException("broken\nin two"));
        };
        try (MicroRun run = run(harness)) {
            assertThat(run.measure("RoomBenchmark.read")).hasValue("java.lang.IllegalStateException: broken");
            assertThat(run.figures()).isEmpty();
        }
        assertThat(folder.resolve("log")).content().contains("IllegalStateException: broken");
    }

    @Test
    void aBenchmarkMissingFromTheResultsHasAReason() {
        try (MicroRun run = run((options, output) -> List.of())) {
            assertThat(run.measure("RoomBenchmark.read")).hasValue("JMH gave 0 results instead of one");
            run.writeTo(folder.resolve("jmh.json"));
        }
        assertThat(folder.resolve("jmh.json")).content().isEqualToIgnoringWhitespace("[]");
    }

    @Test
    void jmhIsAskedForOneBenchmarkAndToSayWhereItFails() {
        try (MicroRun run = run((options, output) -> {
            assertThat(options.getIncludes()).singleElement().asString().satisfies(include -> {
                assertThat("dev.pushbench.bench.jmh.RoomBenchmark.read").matches(include);
                assertThat("dev.pushbench.bench.jmh.RoomBenchmark.reads").doesNotMatch(include);
            });
            assertThat(options.shouldFailOnError().get()).isTrue();
            assertThat(options.getJvmArgs().get()).containsExactly("-Xmx64m");
            return List.of();
        })) {
            run.measure("RoomBenchmark.read");
        }
    }

    @Test
    void jmhIsToldTheParametersThatABenchmarkIsMeasuredWith() {
        try (MicroRun run = run((options, output) -> {
            assertThat(options.getIncludes())
                    .singleElement()
                    .asString()
                    .satisfies(include -> assertThat("dev.pushbench.bench.jmh.ClosedLoopFanOutBenchmark.toAll")
                            .matches(include));
            assertThat(options.getParameter("technique").get()).containsExactly("long-polling");
            assertThat(options.getParameter("users").get()).containsExactly("100");
            return List.of();
        })) {
            run.measure("ClosedLoopFanOutBenchmark.toAll[long-polling,100]");
        }
    }

    private MicroRun run(MicroRun.Harness harness) {
        return new MicroRun(harness, List.of("-Xmx64m"), true, folder.resolve("log"));
    }
}
