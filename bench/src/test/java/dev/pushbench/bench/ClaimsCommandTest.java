package dev.pushbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@Timeout(120)
final class ClaimsCommandTest {
    @TempDir
    private Path folder;

    private record Answer(int exitCode, String out, String err) {}

    @ParameterizedTest
    @CsvSource({
        "C21, '<claims>: no such claim, was ''C21'', allowed: C1 to C20, separated by commas; claims --list tells them'",
        "'C1,polling', '<claims>: no such claim, was ''polling'', allowed: C1 to C20, separated by commas; claims --list tells them'",
        "--forks=0, '--forks: too small, was ''0'', allowed: 1 to 1000'",
        "--slow, '--slow: unknown option, see --help'"
    })
    void aMistakeIsOneLineAndNothingIsStarted(String word, String line) throws Exception {
        Answer answer = answer(word);

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err().lines()).hasSize(1);
        assertThat(answer.err()).isEqualToIgnoringNewLines("pushbench: " + line);
        assertThat(answer.out()).isEmpty();
        assertThat(runs()).isEmpty();
    }

    @Test
    void theListHasIdsAndWords() throws Exception {
        Answer answer = answer("--list");

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out().lines())
                .hasSize(20)
                .contains("C2   Polling cannot be near real time", "C14  Many connections bring delay");
        assertThat(runs()).isEmpty();
    }

    @Test
    void aDryRunTellsTheCellsOnce() throws Exception {
        Answer answer = answer("C9,C20", "--quick", "--dry-run");

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out()).contains("3 trials, about ").containsOnlyOnce("websocket");
        assertThat(runs()).isEmpty();
    }

    @Test
    void whatNeedsNoCellsIsTriedAndKeptAndReported() throws Exception {
        Answer answer = answer("C18", "--quick", "--json");

        assertThat(answer.exitCode()).as(answer.err()).isZero();
        JsonNode said = new ObjectMapper().readTree(answer.out());
        assertThat(said.at("/claims/0/verdict/outcome").asText()).isEqualTo("HOLDS");
        Path run = runs().get(0);
        assertThat(run.getFileName().toString()).endsWith("-claims");
        assertThat(Files.readString(run.resolve("claims.json")).strip())
                .isEqualTo(answer.out().strip());
        assertThat(run.resolve("claims.md")).content().contains("| C18 |");
        byte[] page = Files.readAllBytes(run.resolve("report.html"));
        assertThat(execute("report", run.toString()).exitCode()).isZero();
        assertThat(run.resolve("report.html")).hasBinaryContent(page);
    }

    @Test
    @Tag("thorough")
    @EnabledOnOs(OS.LINUX)
    void aClaimIsMeasuredAndJudged() throws Exception {
        Answer answer = answer("C11", "--quick", Program.lightServer(List.of()));

        Path run = runs().get(0);
        assertThat(run.resolve("config.resolved.yaml")).content().contains("--- # C11, ", "techniques:");
        JsonNode claim =
                new ObjectMapper().readTree(run.resolve("claims.json").toFile()).at("/claims/0");
        boolean isMeasured = answer.exitCode() == 0; // else a neighbour was too loud for that
        assertThat(answer.exitCode()).as(answer.err()).isIn(0, 5);
        assertThat(claim.at("/cells")).hasSize(2);
        assertThat(claim.at("/verdict/outcome").asText()).isEqualTo(isMeasured ? "HOLDS" : "NOT_MEASURED_HERE");
        assertThat(answer.out()).contains(isMeasured ? "Of 1 claim 1 holds." : "Of 1 claim 1 was not measured here.");
        assertThat(Files.readAllLines(run.resolve("trials.csv"))).hasSize(3);
    }

    private Answer answer(String... words) {
        return execute(Stream.concat(
                        Stream.of("claims", "--out", folder.resolve("results").toString()), Stream.of(words))
                .toArray(String[]::new));
    }

    private static Answer execute(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine program =
                Pushbench.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exitCode = program.execute(words);
        return new Answer(exitCode, out.toString(), err.toString());
    }

    private List<Path> runs() throws IOException {
        Path results = folder.resolve("results");
        if (!Files.exists(results)) {
            return List.of();
        }
        try (Stream<Path> runs = Files.list(results)) {
            return runs.toList();
        }
    }
}
