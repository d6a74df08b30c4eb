package dev.pushbench.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.result.Run;
import dev.pushbench.bench.result.RunReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The runs that are published with the program, read by the program as it is now. */
final class ReferenceRunTest {
    private static final Path REFERENCE = Path.of("..", "results", "reference");

    @Test
    void isCompleteAndCanStillBeReportedOn() throws Exception {
        Run run = runOf("reference");

        assertThat(run.manifest().complete()).isTrue();
        assertThat(run.cells())
                .hasSize(10)
                .allSatisfy(cell -> assertThat(cell.row().isResult()).isTrue())
                .allSatisfy(cell -> assertThat(cell.trials()).hasSize(5));
        assertThat(Report.html(run)).contains(Answer.of(run).sentence());
    }

    @Test
    void thatOfTheHarnessItselfIsTooAndHasItsTargets() throws Exception {
        Run run = runOf("scale");

        assertThat(run.manifest().complete()).isTrue();
        assertThat(run.cells())
                .hasSize(10)
                .allSatisfy(cell -> assertThat(cell.row().isResult()).isTrue());
        assertThat(Report.html(run)).contains(Answer.of(run).sentence());
        assertThat(Files.readAllLines(folder("scale").resolve("targets.csv")))
                .hasSize(19)
                .startsWith("what,target,measured,met,remark");
    }

    private static Run runOf(String suite) throws Exception {
        return RunReader.read(folder(suite));
    }

    private static Path folder(String suite) throws IOException {
        try (Stream<Path> runs = Files.list(REFERENCE)) {
            return runs.filter(run -> run.toString().endsWith("-" + suite))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
