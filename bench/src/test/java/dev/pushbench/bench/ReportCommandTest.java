package dev.pushbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pushbench.bench.report.RunFolder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class ReportCommandTest {
    @TempDir
    private Path folder;

    private Path run = Path.of("");

    private record Answer(int exitCode, String out, String err) {}

    @BeforeEach
    void writeRun() throws Exception {
        run = RunFolder.standard(folder.resolve("run"));
    }

    @Test
    void writesTheReportIntoTheRunsDirectory() {
        Answer answer = answer();

        assertThat(answer.err()).isEmpty();
        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out()).isEqualTo("Report: " + run.resolve("report.html") + System.lineSeparator());
        assertThat(run.resolve("report.html")).content().contains("polling-100u-10r-128b-minimal", "The answer");
        assertThat(run.resolve("summary.md")).content().startsWith("## Pushbench: run");
        assertThat(run.resolve("metrics.txt")).content().endsWith("# EOF\n");
    }

    @Test
    void writesThePageAloneWhereItIsAskedFor() {
        Path page = folder.resolve("page.html");

        assertThat(answer("--out", page.toString()).out()).contains(page.toString());
        assertThat(page).content().startsWith("<!DOCTYPE html>");
        assertThat(run.resolve("report.html")).doesNotExist();
    }

    @Test
    void tellsWhatFits() {
        Answer answer = answer("--max-latency", "200ms", "--users", "50000", "--rate", "0.1");

        assertThat(answer.err()).isEmpty();
        assertThat(answer.out().lines())
                .anyMatch(line -> line.startsWith("50,000 users, 0.1 events/s published in all rooms together"))
                .anyMatch(line -> line.matches("technique +fits +basis +validity +events/s per user +p99 +.*"))
                .anyMatch(line -> line.matches("websocket +not certain +extrapolated +VALID .*"))
                .anyMatch(line -> line.startsWith("Report: "));
    }

    @Test
    void jsonIsForPrograms() throws Exception {
        JsonNode json = new JsonMapper()
                .readTree(answer("--json", "--max-latency", "50ms").out());

        assertThat(json.at("/run").asText()).isEqualTo("run");
        assertThat(json.at("/answer/sentence").asText()).startsWith("With 1,000 users");
        assertThat(json.at("/cells")).hasSize(10);
        assertThat(json.at("/cells/0/row/latency_p50_us").isNumber()).isTrue();
        assertThat(json.at("/need/users").asInt()).isEqualTo(1000);
        assertThat(json.at("/offers")).hasSize(5);
        assertThat(run.resolve("report.html")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--max-latency 200    | --max-latency: not a duration above 0, was '200', allowed: a number and ms, s, m or h, like 500ms or 1.5s",
                "--max-latency 0s     | --max-latency: not a duration above 0, was '0s', allowed: a number and ms, s, m or h, like 500ms or 1.5s",
                "--rate 0             | --rate: too small, was '0', allowed: above 0, at most 1000000",
                "--rate fast          | --rate: not a number, was 'fast', allowed: above 0, at most 1000000",
                "--users 0            | --users: too small, was '0', allowed: 1 to 1000000000",
                "--users 1.5          | --users: not a whole number, was '1.5', allowed: 1 to 1000000000",
                "--out /dev/null/x    | --out: the report cannot be written, was '/dev/null/x', allowed: a file in a folder that can be written to",
                "--jsn                | --jsn: unknown option, did you mean --json? see --help"
            })
    void aMistakeIsOneLineAndNothingIsWritten(String options, String line) {
        Answer answer = answer(options.split(" +"));

        assertThat(answer.err()).isEqualTo("pushbench: " + line + System.lineSeparator());
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
        assertThat(run.resolve("report.html")).doesNotExist();
    }

    @Test
    void whatIsNoRunIsOneLine() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        assertThat(execute(empty.toString()).err())
                .contains("not the directory of a run")
                .hasLineCount(1);
        assertThat(execute(folder.resolve("none").toString()).err())
                .contains("no such directory")
                .hasLineCount(1);
        assertThat(execute("").exitCode()).isEqualTo(2);
        assertThat(execute().exitCode()).isEqualTo(2);
    }

    private Answer answer(String... options) {
        List<String> words = new ArrayList<>(List.of(run.toString()));
        words.addAll(List.of(options));
        return execute(words.toArray(String[]::new));
    }

    private static Answer execute(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine program =
                Pushbench.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        List<String> all = new ArrayList<>(List.of("report"));
        all.addAll(List.of(words));
        return new Answer(program.execute(all.toArray(String[]::new)), out.toString(), err.toString());
    }
}
