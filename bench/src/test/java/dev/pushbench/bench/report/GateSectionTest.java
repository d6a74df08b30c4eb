package dev.pushbench.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.bench.gate.Direction;
import dev.pushbench.bench.gate.Finding;
import dev.pushbench.bench.gate.GateJson;
import dev.pushbench.bench.gate.GateResult;
import dev.pushbench.bench.gate.Rule;
import dev.pushbench.bench.gate.Tier;
import dev.pushbench.bench.gate.Verdict;
import dev.pushbench.bench.input.UsageError;
import dev.pushbench.bench.result.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GateSectionTest {
    private static final Run RUN = Runs.standard().users(100).run();

    @TempDir
    private Path folder;

    @Test
    void theVerdictComesFirstAndWhatRegressedBeforeTheRest() {
        String html = Report.html(
                RUN,
                Optional.of(result(
                        finding(Verdict.PASS, "fine"),
                        finding(Verdict.INCONCLUSIVE, "unknown"),
                        finding(Verdict.REGRESSION, "worse"))));

        assertThat(html)
                .containsSubsequence(
                        "<h2>Gate: REGRESSION</h2>",
                        "1 regressed, 1 inconclusive, 0 improved, 1 passed; 0 advisory.",
                        "<th scope=\"row\">REGRESSION</th>",
                        "worse",
                        "<th scope=\"row\">INCONCLUSIVE</th>",
                        "unknown",
                        "1 more findings: passed, or advisory and inconclusive",
                        "fine",
                        "<section id=\"validity\">")
                .contains("<a href=\"#gate\">Gate: REGRESSION</a>");
        assertThat(Report.html(RUN)).doesNotContain("id=\"gate\"");
    }

    @Test
    void theSummaryHasTheGateToo() {
        String summary = SummaryMarkdown.of(RUN, Optional.of(result(finding(Verdict.REGRESSION, "a | b <i> @you"))));
        GateResult large = new GateResult(
                GateResult.AB,
                "base",
                "head",
                Collections.nCopies(5_000, finding(Verdict.REGRESSION, "x".repeat(600))));

        assertThat(summary.lines())
                .contains("### Gate: REGRESSION")
                .anyMatch(line ->
                        line.equals("| REGRESSION | sse-100u | latency\\_p50\\_us | a \\| b &lt;i&gt; &#64;you |"));
        assertThat(SummaryMarkdown.of(RUN, Optional.of(large)))
                .hasSizeLessThan(60_000)
                .contains("4970 more findings are in gate.json.", "| websocket | 100 |");
    }

    @Test
    void hostileTextsStayTexts() {
        GateResult result = new GateResult(
                GateResult.BASELINE,
                Runs.HOSTILE,
                Runs.HOSTILE,
                List.of(finding(Verdict.REGRESSION, Runs.HOSTILE), finding(Verdict.PASS, Runs.HOSTILE)));

        assertThat(Report.html(RUN, Optional.of(result))).doesNotContain("<script>alert");
        assertThat(SummaryMarkdown.of(RUN, Optional.of(result))).doesNotContain("<script", "\n=cmd");
    }

    @Test
    void theReportIsMadeAgainByteForByteFromTheDirectory() throws Exception {
        Path run = RunFolder.standard(folder.resolve("run"));
        Files.writeString(run.resolve("gate.json"), GateJson.of(result(finding(Verdict.REGRESSION, "worse"))));

        Report.write(RUN, run);
        byte[] page = Files.readAllBytes(run.resolve("report.html"));
        byte[] summary = Files.readAllBytes(run.resolve("summary.md"));
        Report.write(RUN, run);

        assertThat(run.resolve("report.html")).hasBinaryContent(page);
        assertThat(run.resolve("summary.md")).hasBinaryContent(summary);
        assertThat(run.resolve("report.html")).content().contains("Gate: REGRESSION");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "[]", "{\"schema_version\": 99}", "\u0000"})
    void aDamagedFileIsToldAsSuchAndNothingIsWritten(String text) throws Exception {
        Files.writeString(folder.resolve("gate.json"), text);

        assertThatThrownBy(() -> Report.write(RUN, folder))
                .isInstanceOf(UsageError.class)
                .hasMessageStartingWith(folder.resolve("gate.json") + ": not what a gate wrote: ");
        assertThat(folder.resolve("report.html")).doesNotExist();
    }

    private static GateResult result(Finding... findings) {
        return new GateResult(GateResult.BASELINE, "the base", "the head", List.of(findings));
    }

    private static Finding finding(Verdict verdict, String text) {
        return new Finding(
                Rule.of(Tier.EXACT, "latency_p50_us", Direction.LOWER, 0),
                "sse-100u",
                verdict,
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                text);
    }
}
