package dev.pushbench.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.result.Run;
import dev.pushbench.bench.result.RunReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The run that is published with the program, read by the program as it is now. */
final class ReferenceRunTest {
    private static final Path REFERENCE = Path.of("..", "results", "reference");

    @Test
    void isCompleteAndCanStillBeReportedOn() throws Exception {
        Run run;
        try (Stream<Path> runs = Files.list(REFERENCE)) {
            run = RunReader.read(runs.findFirst().orElseThrow());
        }

        assertThat(run.manifest().complete()).isTrue();
        assertThat(run.cells())
                .hasSize(10)
                .allSatisfy(cell -> assertThat(cell.row().isResult()).isTrue())
                .allSatisfy(cell -> assertThat(cell.trials()).hasSize(5));
        assertThat(Report.html(run)).contains(Answer.of(run).sentence());
    }
}
