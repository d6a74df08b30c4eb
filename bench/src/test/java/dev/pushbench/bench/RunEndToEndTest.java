package dev.pushbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command as a user runs it: a process, with the processes of server and load generator below it. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
final class RunEndToEndTest {
    private static final List<String> TECHNIQUES = List.of("long-polling", "sse");
    private static final String HANDICAP = "--handicap-header-bytes 100";
    private static final int EXPECTED = 50 * 3; // events in the window of a second, times users

    @TempDir
    private Path folder;

    /** What a process said, by the end of it. */
    private record Said(int exitCode, String out, String err) {}

    /** {@code GeneratorsTest} has the other techniques. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyCellIsMeasuredAndKeptAndTold(boolean json) throws Exception {
        List<String> techniques = json ? List.of("websocket") : TECHNIQUES;
        List<String> words = results()
                .shortTrials(
                        "--techniques", String.join(",", techniques), "--users", "3", "--window", "1s", "--rate", "50");
        if (json) {
            words.addAll(List.of("--json", "--server-handicap", HANDICAP));
        }
        Said said = said(json ? Program.start(asUsersRunIt(words)) : start(words));

        Path directory = results().onlyRun();
        List<NamedCsvRecord> rows = RunFolder.rows(directory);
        boolean invalid = rows.stream().anyMatch(row -> row.getField("validity").equals("INVALID"));
        assertThat(said.exitCode()).as(said.err()).isEqualTo(invalid ? 5 : 0);
        assertThat(rows).extracting(row -> row.getField("technique")).containsExactlyElementsOf(techniques);
        assertThat(rows).allSatisfy(row -> {
            // A machine that is busy with something else may well spoil a cell, but not in these ways.
            assertThat(row.getField("causes")).doesNotContainPattern("deliver|bytes|connection|finish");
            assertThat(row.getField("expected")).isEqualTo(Integer.toString(EXPECTED));
            assertThat(row.getField("delivered")).isEqualTo(Integer.toString(EXPECTED));
            assertThat(row.getField("connections_opened")).isEqualTo("3");
        });
        assertThat(RunFolder.manifest(directory).path("complete").asBoolean()).isTrue();
        assertThat(RunFolder.manifest(directory).has("failure_reason")).isFalse();
        assertThat(RunFolder.manifest(directory).at("/machine/handicap").asText("none"))
                .isEqualTo(json ? HANDICAP : "none");
        assertThat(directory.resolve("config.resolved.yaml")).content().contains("suite: \"custom\"", "users:\n- 3\n");
        if (json) {
            isJsonOf(directory, said.out());
        } else {
            isTableOf(directory, said.out());
        }
        assertThat(said.out() + said.err()).doesNotContain("\u001b");
        List<String> err = said.err().lines().toList();
        if (json) {
            assertThat(err).startsWith("pushbench: handicapped: " + HANDICAP);
            err = err.subList(1, err.size());
        }
        assertThat(err).first().asString().matches("\\d trials?, about \\d+ s");
        // From JDK 24 on the JVM itself warns of what JMH calls (JEP 498), and cannot be told otherwise from within.
        assertThat(err.stream()
                        .skip(1)
                        .filter(line -> !line.startsWith("WARNING: "))
                        .filter(line -> !line.matches(".* users: (SUSPECT|INVALID): .*; .*")))
                .hasSize(techniques.size() * 6)
                .allMatch(line -> line.matches("\\[[12]/" + techniques.size()
                        + "] [a-z-]+, 3 users: (starting|connecting|warming up|measuring|draining)"
                        + "(, \\d connected)?, about \\d+ s left"));
    }

    /** {@code LinkLoadTest} has the other techniques. */
    @Test
    void overALinkNothingComesEarlierAndTheBytesAreThoseOfBothSides() throws Exception {
        Said said = said(start(results()
                .shortTrials(
                        "--techniques",
                        "websocket",
                        "--users",
                        "30",
                        "--window",
                        "1s",
                        "--rate",
                        "50",
                        "--link",
                        "rtt=60ms,jitter=5ms")));

        assertThat(RunFolder.rows(results().onlyRun()))
                .as(said.err())
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.getField("causes")).doesNotContainPattern("deliver|bytes|connection|finish");
                    assertThat(row.getField("delivered")).isEqualTo(Integer.toString(EXPECTED / 3 * 30));
                    assertThat(Double.parseDouble(row.getField("latency_p50_us")))
                            .isGreaterThanOrEqualTo(30_000);
                    assertThat(Double.parseDouble(row.getField("connect_p50_us")))
                            .isGreaterThanOrEqualTo(60_000);
                    assertThat(row.getField("link")).isEqualTo("rtt=60ms,jitter=5ms");
                    assertThat(row.getField("link_floor_us")).isNotEmpty();
                    assertThat(row.getField("link_late_p50_us")).isNotEmpty();
                    assertThat(row.getField("link_resets")).isEqualTo("0");
                });
        assertThat(said.out()).contains("Link of websocket-30u-50r-128b-link-rtt60ms-jitter5ms: adds ");
    }

    /** {@code LinkLoadTest} has the other techniques. */
    @Test
    void connectionsThatALinkResetsLoseNoEventAndEveryByteIsAccountedFor() throws Exception {
        Said said = said(start(results()
                .shortTrials(
                        "--techniques",
                        "sse",
                        "--users",
                        "40",
                        "--window",
                        "2s",
                        "--rate",
                        "50",
                        "--link",
                        "rtt=20ms,drop-connection=0.3",
                        "--server-processes",
                        "2")));

        assertThat(RunFolder.rows(results().onlyRun()))
                .as(said.err())
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.getField("causes")).doesNotContainPattern("deliver|bytes|finish");
                    assertThat(row.getField("delivered")).isEqualTo(Integer.toString(100 * 40));
                    assertThat(row.getField("missing")).isEqualTo("0");
                    assertThat(Integer.parseInt(row.getField("link_resets"))).isPositive();
                    assertThat(Integer.parseInt(row.getField("connections_reconnected")))
                            .isPositive();
                });
    }

    /** {@code GeneratorsTest} has the other techniques. */
    @Test
    void aTrialIsSplitOverProcessesAndToldAsOne() throws Exception {
        int users = 30;
        String expected = Integer.toString(EXPECTED / 3 * users);
        Said said = said(start(results()
                .shortTrials(
                        "--techniques",
                        "websocket",
                        "--users",
                        Integer.toString(users),
                        "--window",
                        "1s",
                        "--rate",
                        "50",
                        "--server-processes",
                        "2",
                        "--generator-processes",
                        "3")));

        Path directory = results().onlyRun();
        assertThat(RunFolder.rows(directory)).as(said.err()).singleElement().satisfies(row -> {
            assertThat(row.getField("causes")).doesNotContainPattern("deliver|bytes|connection|finish");
            assertThat(row.getField("expected")).isEqualTo(expected);
            assertThat(row.getField("delivered")).isEqualTo(expected);
            assertThat(row.getField("connections_opened")).isEqualTo(Integer.toString(users));
            assertThat(row.getField("server_connections_accepted"))
                    .as("the publisher has one to each server")
                    .isEqualTo(Integer.toString(users + 2));
            assertThat(row.getField("service_p50_us")).isNotEmpty();
            assertThat(row.getField("server_processes")).isEqualTo("2");
            assertThat(row.getField("generator_processes")).isEqualTo("3");
            assertThat(Double.parseDouble(row.getField("processes_rss_mib"))).isBetween(200.0, 4_000.0);
        });
        assertThat(RunFolder.manifest(directory)
                        .at("/machine/processes/servers")
                        .asInt())
                .isEqualTo(2);
        assertThat(RunFolder.manifest(directory)
                        .at("/machine/processes/generators")
                        .asInt())
                .isEqualTo(3);
        assertThat(said.out().lines().skip(1)).first().asString().contains(" 2+3 ");
    }

    private static List<String> asUsersRunIt(List<String> options) {
        List<String> words = new ArrayList<>(List.of("run"));
        words.addAll(options);
        return Program.asItIs(words);
    }

    private static void isTableOf(Path directory, String out) {
        List<String> lines = out.lines().toList();
        assertThat(lines).hasSize(1 + TECHNIQUES.size() + 3);
        assertThat(lines.get(0)).startsWith("technique").endsWith("validity");
        for (int i = 0; i < TECHNIQUES.size(); i++) {
            assertThat(lines.get(1 + i))
                    .startsWith(TECHNIQUES.get(i) + " ")
                    .contains(" " + EXPECTED + "/" + EXPECTED + " ")
                    .containsPattern(" (VALID|SUSPECT|INVALID)$");
        }
        assertThat(lines.subList(lines.size() - 3, lines.size()))
                .containsExactly("", "Results: " + directory, "Report:  " + directory.resolve("report.html"));
        assertThat(directory.resolve("report.html")).content().startsWith("<!DOCTYPE html>");
    }

    private static void isJsonOf(Path directory, String out) throws IOException {
        JsonNode summary = new ObjectMapper().readTree(out);
        assertThat(summary.path("run_directory").asText()).isEqualTo(directory.toString());
        assertThat(summary.path("complete").asBoolean()).isTrue();
        assertThat(summary.path("cells")).hasSize(1).allSatisfy(cell -> {
            assertThat(cell.path("delivered").asInt()).isEqualTo(EXPECTED);
            assertThat(cell.path("validity").asText()).isNotEmpty();
        });
    }

    private RunFolder results() {
        return new RunFolder(folder);
    }

    private static Process start(List<String> options) throws IOException {
        return Program.start(Program.lightRun(options));
    }

    private static Said said(Process process) throws Exception {
        try {
            CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> {
                try {
                    return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new Said(process.exitValue(), out, err.get(10, TimeUnit.SECONDS));
        } finally {
            process.destroyForcibly();
        }
    }
}
