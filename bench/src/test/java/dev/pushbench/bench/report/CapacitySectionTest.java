package dev.pushbench.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.bench.input.UsageError;
import dev.pushbench.bench.result.Run;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CapacitySectionTest {
    private static final Run RUN = Runs.standard().users(100).run();
    private static final String TITLES =
            "cell,technique,search,users,rate_per_s,outcome,confirmed,deliveries_per_s,server_cores_used,"
                    + "deliveries_per_s_per_server_core,io_threads,deliveries_per_s_per_io_thread,latency_p99_us,"
                    + "missed_at,why,slo,trials\n";
    private static final String SLO = ",\"p99<=250ms, missing=0\",9\n";
    private static final String KNEE =
            "w,websocket,rate,500,247,knee,true,123500,0.889,138860,1,123500,91684.9,269,a backlog grew" + SLO;
    private static final String AT_LEAST =
            "p,polling,rate,500,640,at least,true,320000,0.711,450000,1,320000,120000.5,,the generator was at its limit"
                    + SLO;
    private static final String UNCONFIRMED =
            "s,sse,rate,500,160,knee,false,80000,0.7,114286,,,90000,176,p99 260 ms is above 250ms" + SLO;
    private static final String BELOW = "t,streaming,rate,500,,below,false,,,,1,,,40,p99 too high" + SLO;
    private static final String NONE =
            "l,long-polling,rate,500,,no answer,false,,,,1,,,,<script>alert(1)</script> was loud" + SLO;

    @TempDir
    private Path folder;

    @Test
    void whatCarriesMostComesFirstInTheAnswerAndWhatWasNotFoundIsASentence() throws Exception {
        String html = html(KNEE + AT_LEAST + UNCONFIRMED + BELOW + NONE);

        assertThat(html)
                .containsSubsequence(
                        "Within p99&lt;=250ms, missing=0, carried: polling at least 320,000 deliveries/s with 500 users;"
                                + " websocket 124,000 deliveries/s with 500 users; sse 80,000 deliveries/s with 500 users"
                                + " (not confirmed).",
                        "<section id=\"capacity\">",
                        "websocket: the next step, 269 events/s, was missed: a backlog grew.",
                        "polling: no knee was found: the generator was at its limit.",
                        "streaming: the first step, 40 events/s, was missed already, so there are no figures: p99 too high.",
                        "long-polling: no step could be judged, so there are no figures: ",
                        "knee, confirmed",
                        "at least, confirmed",
                        "knee, not confirmed",
                        "below")
                .doesNotContain("<script>alert");
        assertThat(Report.html(RUN)).doesNotContain("id=\"capacity\"");
    }

    @Test
    void theSummaryHasTheTableAndWhy() throws Exception {
        String summary = SummaryMarkdown.of(RUN, Optional.empty(), Report.knees(written(KNEE + BELOW + NONE)));

        assertThat(summary.lines())
                .contains(
                        "### Capacity within p99&lt;=250ms, missing=0",
                        "| websocket | 500 | 247 | 124,000 | 139,000 | 124,000 | 91.7 ms | knee, confirmed | 269 |",
                        "| streaming | 500 | – | – | – | – | – | below | 40 |",
                        "- websocket: the next step, 269 events/s, was missed: a backlog grew.");
        assertThat(summary).doesNotContain("<script");
    }

    @Test
    void withoutAStepThatWasMetThereIsNoAnswer() throws Exception {
        assertThat(html(BELOW)).contains("No answer: within p99&lt;=250ms, missing=0 not even a first step was met.");
    }

    @Test
    void severalSearchesOfOneTechniqueAreToldApart() throws Exception {
        String other = KNEE.replace("w,websocket", "w-browser,websocket");

        assertThat(html(KNEE + other)).contains("w-browser: the next step", "w: the next step");
    }

    @Test
    void theReportIsMadeAgainByteForByteFromTheDirectory() throws Exception {
        Path run = RunFolder.standard(folder.resolve("run"));
        Files.writeString(run.resolve("capacity.csv"), TITLES + KNEE + AT_LEAST);

        Report.write(RUN, run);
        byte[] page = Files.readAllBytes(run.resolve("report.html"));
        byte[] summary = Files.readAllBytes(run.resolve("summary.md"));
        Report.write(RUN, run);

        assertThat(run.resolve("report.html")).hasBinaryContent(page);
        assertThat(run.resolve("summary.md")).hasBinaryContent(summary);
        assertThat(new String(page, StandardCharsets.UTF_8)).contains("id=\"capacity\"");
    }

    @ParameterizedTest
    @CsvSource({
        "knee, cliff, 'outcome: unknown, was ''cliff'', allowed: knee, at least, below, no answer'",
        "true, maybe, 'confirmed: unknown, was ''maybe'', allowed: true, false'",
        "websocket, pigeon, 'technique: unknown, was ''pigeon'''",
        "123500, lots, 'deliveries_per_s: not a number, was ''lots'''"
    })
    void aDamagedFileIsToldAsSuch(String right, String wrong, String mistake) throws Exception {
        Path directory = written(KNEE.replaceFirst(right, wrong));

        assertThatThrownBy(() -> Report.write(RUN, directory))
                .isInstanceOf(UsageError.class)
                .hasMessageContaining("capacity.csv:2")
                .hasMessageContaining(mistake);
        assertThat(directory.resolve("report.html")).doesNotExist();
    }

    private String html(String rows) throws Exception {
        return Report.html(RUN, Optional.empty(), Report.knees(written(rows)));
    }

    private Path written(String rows) throws Exception {
        Files.writeString(folder.resolve("capacity.csv"), TITLES + rows);
        return folder;
    }
}
