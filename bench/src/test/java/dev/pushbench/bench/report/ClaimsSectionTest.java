package dev.pushbench.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.bench.claim.ClaimChart;
import dev.pushbench.bench.claim.ClaimResult;
import dev.pushbench.bench.claim.ClaimsFound;
import dev.pushbench.bench.claim.Measure;
import dev.pushbench.bench.claim.Outcome;
import dev.pushbench.bench.claim.Verdict;
import dev.pushbench.bench.input.UsageError;
import dev.pushbench.bench.result.Run;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClaimsSectionTest {
    private static final Run RUN = Runs.standard().users(100).run();
    private static final ClaimsFound FOUND = new ClaimsFound(
            ClaimsFound.SCHEMA_VERSION,
            "quick",
            1,
            List.of(
                    claim(
                            "C1",
                            new Verdict(
                                    Outcome.HOLDS_IF,
                                    "at most 0.5 events fall in an interval",
                                    "Empty answers: 50 %",
                                    List.of(new Measure(
                                            "empty answers", "share", 0.5, Optional.empty(), Optional.empty(), 1)),
                                    Optional.of(chart(Optional.of("events per interval"))))),
                    claim(
                            "C9",
                            new Verdict(
                                    Outcome.HOLDS,
                                    "",
                                    "Heads of 900 B",
                                    List.of(new Measure(
                                            "heads", "bytes", 900, Optional.of(890.0), Optional.of(910.0), 5)),
                                    Optional.of(chart(Optional.empty())))),
                    claim(
                            "C15",
                            new Verdict(
                                    Outcome.NOT_MEASURED_HERE,
                                    "polling-1 is INVALID: <script>alert(1)</script> was loud",
                                    "",
                                    List.of(),
                                    Optional.empty()))));

    @TempDir
    private Path folder;

    @Test
    void thePageHasTheTableAndAChartForEachThatHasOne() {
        String html = Report.html(RUN, Optional.empty(), List.of(), Optional.of(FOUND));

        assertThat(html)
                .containsSubsequence(
                        "Of 3 claims 1 holds, 1 holds under a condition and 1 was not measured here.",
                        "<section id=\"claims\">",
                        "<th scope=\"row\">C1</th>",
                        "HOLDS IF at most 0.5 events fall in an interval",
                        "<th scope=\"row\">C15</th>",
                        "NOT MEASURED HERE: polling-1 is INVALID",
                        "id=\"claim-c1\"",
                        "id=\"claim-c9\"",
                        "900 B (890 B to 910 B)",
                        "<section id=\"validity\">")
                .contains("so there are no intervals", "polling-1, polling-2")
                .doesNotContain("<script>alert", "id=\"claim-c15\"");
        assertThat(Report.html(RUN)).doesNotContain("id=\"claims\"");
    }

    @Test
    void allIsMadeAgainByteForByteFromTheDirectory() throws Exception {
        Path run = RunFolder.standard(folder.resolve("run"));
        Files.writeString(run.resolve("claims.json"), FOUND.json());

        Report.write(RUN, run);
        byte[] page = Files.readAllBytes(run.resolve("report.html"));
        byte[] markdown = Files.readAllBytes(run.resolve("claims.md"));
        Report.write(RUN, run);

        assertThat(run.resolve("report.html")).hasBinaryContent(page);
        assertThat(run.resolve("claims.md")).hasBinaryContent(markdown);
        assertThat(new String(page, StandardCharsets.UTF_8)).contains("id=\"claims\"");
        assertThat(new String(markdown, StandardCharsets.UTF_8).lines())
                .contains(
                        "| claim | what is said | verdict | what was measured |",
                        "| C9 | What C9 says | HOLDS | Heads of 900 B |")
                .noneMatch(line -> line.contains("<script"));
        assertThat(run.resolve("summary.md")).content().contains("### Claims", "| C9 | What C9 says | HOLDS |");
    }

    @Test
    void aDamagedFileIsToldAsSuch() throws Exception {
        Path run = RunFolder.standard(folder.resolve("run"));
        Files.writeString(run.resolve("claims.json"), FOUND.json().substring(1));

        assertThatThrownBy(() -> Report.write(RUN, run))
                .isInstanceOf(UsageError.class)
                .hasMessageContaining("claims.json");
        assertThat(run.resolve("report.html")).doesNotExist();
    }

    private static ClaimResult claim(String id, Verdict verdict) {
        return new ClaimResult(
                id,
                "What " + id + " says",
                "somebody",
                "What was done",
                "how it is judged",
                verdict,
                List.of("polling-1", "polling-2"),
                List.of("polling-2"));
    }

    private static ClaimChart chart(Optional<String> across) {
        return new ClaimChart(
                "share",
                "share of empty answers",
                across,
                List.of(new ClaimChart.Line(
                        "polling",
                        Optional.of("polling"),
                        List.of(
                                new ClaimChart.Point(0.5, 0.5, Optional.of(0.4), Optional.of(0.6)),
                                new ClaimChart.Point(5, 0, Optional.empty(), Optional.empty())))));
    }
}
