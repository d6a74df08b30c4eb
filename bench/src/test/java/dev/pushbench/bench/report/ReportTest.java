package dev.pushbench.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ReportTest {
    @Test
    void pageIsMade() throws Exception {
        Path out = Files.createDirectories(Path.of("target", "sample-report"));
        Report.write(
                Runs.standard()
                        .graded("sse-1000u-10r-128b-minimal", "SUSPECT")
                        .graded("polling-100u-10r-128b-minimal", "INVALID")
                        .run(),
                out);
        Path two = Files.createDirectories(Path.of("target", "sample-report-2"));
        Report.write(
                Runs.standard()
                        .users(100, 1000, 5000)
                        .rates(1.0, 10.0)
                        .trials(5)
                        .graded("sse-5000u-10r-128b-minimal", "INVALID")
                        .run(),
                two);
        assertThat(Files.size(out.resolve("report.html"))).isLessThan(300_000);
    }
}
