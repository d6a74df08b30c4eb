package dev.pushbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The published run against itself, changed in one thing or another. */
final class GateCommandTest {
    private static final Path REFERENCE = Path.of("..", "results", "reference");
    private static final List<String> FILES =
            List.of("manifest.json", "summary.csv", "trials.csv", "config.resolved.yaml");

    @TempDir
    private Path folder;

    private Path base = Path.of("");
    private Path run = Path.of("");
    private Map<String, String> environment = Map.of();

    private record Answer(int exitCode, String out, String err) {}

    @BeforeEach
    void copyTheReference() throws Exception {
        base = copied("baseline");
        run = copied("run");
    }

    @Test
    void aRunThatIsAsItWasPasses() throws Exception {
        Answer answer = gate();

        assertThat(answer.err()).isEmpty();
        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out())
                .startsWith("Base: " + base + " (suite ")
                .contains("Head: run")
                .contains("Gate: PASS: 0 regressed, 0 inconclusive, 0 improved, ");
        assertThat(new ObjectMapper()
                        .readTree(run.resolve("gate.json").toFile())
                        .at("/verdict")
                        .asText())
                .isEqualTo("pass");
        assertThat(run.resolve("junit.xml")).content().startsWith("<?xml").contains("failures=\"0\"");
        assertThat(run.resolve("report.html")).content().contains("Gate: PASS");
        assertThat(run.resolve("summary.md")).content().contains("### Gate: PASS");
    }

    @Test
    void theReportIsMadeAgainByteForByte() throws Exception {
        gate();
        byte[] page = Files.readAllBytes(run.resolve("report.html"));
        byte[] result = Files.readAllBytes(run.resolve("gate.json"));

        assertThat(program("report", run.toString()).exitCode()).isZero();
        assertThat(run.resolve("report.html")).hasBinaryContent(page);
        gate();
        assertThat(run.resolve("report.html")).hasBinaryContent(page);
        assertThat(run.resolve("gate.json")).hasBinaryContent(result);
    }

    @Test
    void twelveMoreBytesInEachAnswerAreSeen() throws Exception {
        change(run.resolve("trials.csv"), row -> {
            if (row.getOrDefault("technique", "").contains("polling")) {
                BigDecimal more =
                        new BigDecimal(row.getOrDefault("requests_per_delivery", "")).multiply(BigDecimal.valueOf(12));
                row.merge("head_bytes_per_delivery_down", more.toPlainString(), GateCommandTest::sum);
            }
        });

        Answer answer = gate();

        assertThat(answer.exitCode()).isEqualTo(3);
        assertThat(answer.out().lines().filter(line -> line.startsWith("REGRESSION")))
                .hasSize(4)
                .allMatch(line -> line.contains("polling-") && line.contains("head_bytes_per_delivery_down"));
        assertThat(run.resolve("report.html")).content().contains("Gate: REGRESSION");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // column, techniques whose name ends so, its new value, exit code, verdict
                "overhead_bytes_per_delivery | sse       | 33   | 3 | REGRESSION",
                "overhead_bytes_per_delivery | sse       | 12   | 0 | IMPROVEMENT",
                "payload_bytes_per_delivery  | sse       | 127  | 3 | REGRESSION",
                "missing                     | websocket | 1    | 3 | REGRESSION",
                "duplicate                   | websocket | 1    | 3 | REGRESSION",
                "connections_peak            | streaming | 3    | 3 | REGRESSION",
                "overhead_bytes_per_delivery | sse       | ''   | 4 | INCONCLUSIVE",
                "latency_p50_us              | sse       | 9e9  | 0 | PASS",
                "server_rss_kib_per_user      | sse       | 9e9  | 0 | PASS",
            })
    void theExitCodeIsThatOfTheVerdict(String column, String technique, String value, int exitCode, String verdict)
            throws Exception {
        change(run.resolve("trials.csv"), row -> {
            if (row.getOrDefault("technique", "").equals(technique)) {
                row.put(column, value.equals("9e9") ? "9000000000" : value);
            }
        });

        Answer answer = gate();

        assertThat(answer.out()).contains("Gate: " + verdict);
        assertThat(answer.exitCode()).isEqualTo(exitCode);
    }

    @Test
    void anInvalidCellIsInconclusive() throws Exception {
        change(run.resolve("summary.csv"), row -> {
            if (row.getOrDefault("technique", "").equals("sse")) {
                row.keySet().stream()
                        .filter(column -> column.startsWith("validity"))
                        .toList()
                        .forEach(column -> row.put(column, "INVALID"));
                row.put("causes", "<b>loud</b>");
            }
        });

        Answer answer = gate();

        assertThat(answer.exitCode()).isEqualTo(4);
        assertThat(answer.out()).contains("INVALID in the run: <b>loud</b>");
        assertThat(run.resolve("report.html"))
                .content()
                .contains("&lt;b&gt;loud")
                .doesNotContain("<b>loud");
    }

    @Test
    void onAnotherJvmWhatDependsOnItIsOnlyTold() throws Exception {
        change(run.resolve("trials.csv"), row -> row.put("server_alloc_bytes_per_delivery", "99999"));
        String manifest = Files.readString(run.resolve("manifest.json"));
        assertThat(gate().exitCode()).isEqualTo(3);

        Files.writeString(
                run.resolve("manifest.json"), manifest.replaceAll("\"version\" : \"\\d+", "\"version\" : \"99"));
        Answer answer = gate();

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out())
                .contains("regression (advisory)")
                .contains("; advisory, for it is not the same: server's JVM ");
    }

    @Test
    void onAnotherMachineBytesAreJudgedAllTheSame() throws Exception {
        change(run.resolve("trials.csv"), row -> row.put("payload_bytes_per_delivery", "129"));
        String manifest = Files.readString(run.resolve("manifest.json"));
        Files.writeString(
                run.resolve("manifest.json"), manifest.replaceAll("\"processors\" : \\d+", "\"processors\" : 77"));

        assertThat(gate().exitCode()).isEqualTo(3);
    }

    @Test
    void jsonIsForPrograms() throws Exception {
        Answer answer = gate("--json");

        assertThat(new ObjectMapper().readTree(answer.out()).at("/kind").asText())
                .isEqualTo("baseline");
        assertThat(answer.err()).isEmpty();
        assertThat(run.resolve("gate.json")).hasContent(answer.out());
    }

    @Test
    void gitHubIsToldInItsOwnForms() throws Exception {
        Path summary = folder.resolve("step-summary.md");
        Files.writeString(summary, "# Before\n");
        change(run.resolve("trials.csv"), row -> row.put("payload_bytes_per_delivery", "129"));
        assertThat(gate().out()).doesNotContain("::error");

        environment = Map.of("GITHUB_ACTIONS", "true", "GITHUB_STEP_SUMMARY", summary.toString());
        Answer answer = gate();

        assertThat(answer.exitCode()).isEqualTo(3);
        assertThat(answer.out().lines().filter(line -> line.startsWith("::error title=REGRESSION")))
                .hasSize(10);
        assertThat(summary).content().startsWith("# Before\n## Gate: REGRESSION\n");

        environment = Map.of("GITHUB_STEP_SUMMARY", folder.toString());
        assertThat(gate().err())
                .isEqualTo("pushbench: GITHUB_STEP_SUMMARY: cannot be written, was '" + folder
                        + "', allowed: a file that can be written to, or none" + System.lineSeparator());
    }

    @Test
    void aPolicyOfOnesOwnIsHeeded() throws Exception {
        Path policy = folder.resolve("my.yml");
        change(run.resolve("trials.csv"), row -> row.put("payload_bytes_per_delivery", "129"));

        Files.writeString(policy, "exact:\n  - {metric: payload_bytes_per_delivery, better: lower, limit: 5%}\n");
        assertThat(gate("--policy", policy.toString()).exitCode()).isZero();
        Files.writeString(policy, "exact:\n  - {metric: payload_byte_per_delivery, better: lower, limit: 5%}\n");
        assertThat(gate("--policy", policy.toString()).err())
                .isEqualTo(
                        "pushbench: " + policy + ":2: key 'metric': unknown, was 'payload_byte_per_delivery', nearest:"
                                + " payload_bytes_per_delivery" + System.lineSeparator());
        Files.writeString(policy, "timed:\n  - {metric: latency_p50_us, better: lower, limit: 5%}\n");
        assertThat(gate("--policy", policy.toString()).exitCode()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"window_ms, 4000", "windows, 9", "warmup_ms, 6001", "idle_ms, 1000"})
    void whatWasNotMeasuredAlikeIsRefused(String setting, String value) throws Exception {
        List<String> before = new ArrayList<>();
        change(run.resolve("summary.csv"), row -> before.add(String.valueOf(row.put(setting, value))));

        assertRefused(
                gate(),
                run + ": not what the baseline " + base + " measured (baseline against run): " + setting + " "
                        + before.get(0) + " against " + value);
    }

    @Test
    void anotherSuiteIsRefused() throws Exception {
        String manifest = Files.readString(run.resolve("manifest.json"));
        Files.writeString(
                run.resolve("manifest.json"), manifest.replaceFirst("\"suite\" : \"\\w+\"", "\"suite\" : \"other\""));

        Answer answer = gate();

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err())
                .hasLineCount(1)
                .contains(
                        ": not what the baseline " + base + " measured (baseline against run): suite ",
                        " against other");
    }

    @Test
    void aBaselineOfABuildThatDidNotKnowAnotherWayWasMadeAsUsual() throws Exception {
        for (String file : List.of("summary.csv", "trials.csv")) {
            change(base.resolve(file), row -> {
                row.remove("heartbeat_ms");
                row.remove("coalesce_ms");
            });
            change(run.resolve(file), row -> {
                row.put("heartbeat_ms", "15000");
                row.put("coalesce_ms", "0");
            });
        }
        assertThat(gate().exitCode()).isZero();
        Files.delete(run.resolve("gate.json"));

        for (String file : List.of("summary.csv", "trials.csv")) {
            change(run.resolve(file), row -> {
                row.put("cell", row.getOrDefault("cell", "") + "-heartbeat5000ms-coalesce20ms");
                row.put("heartbeat_ms", "5000");
                row.put("coalesce_ms", "20");
            });
        }
        assertRefused(
                gate(),
                run + ": not what the baseline " + base + " measured (baseline against run): heartbeat_ms 15000 against"
                        + " 5000, coalesce_ms 0 against 20");
    }

    @Test
    void anotherRateIsNamedAsSuch() throws Exception {
        for (String file : List.of("summary.csv", "trials.csv")) {
            change(run.resolve(file), row -> {
                row.put("cell", row.getOrDefault("cell", "").replace("-10r-", "-20r-"));
                row.put("rate_per_s", "20");
            });
        }

        assertRefused(
                gate(),
                run + ": not what the baseline " + base + " measured (baseline against run): rate_per_s 10 against 20");
    }

    @Test
    void badInputIsOneLineAndLeavesNothingBehind() throws Exception {
        Path none = folder.resolve("none");
        Path empty = Files.createDirectory(folder.resolve("empty"));

        assertRefused(
                gate("--baseline", none.toString()), none + ": no baseline; gate accept <RUN> makes one of a run");
        assertRefused(
                gate("--baseline", empty.toString()), empty + ": no baseline; gate accept <RUN> makes one of a run");
        assertRefused(gate("--baseline", "a\0b"), "--baseline: not a path, was 'a?b', allowed: the directory of a run");
        assertRefused(
                gate("--policy", none.toString()),
                "--policy: no such file, was '" + none + "', allowed: a readable YAML file");
        assertRefused(answer(none.toString()), none + ": no such directory");
        assertRefused(answer(empty.toString()), empty + ": not the directory of a run: it has no manifest.json");
        assertRefused(answer(), "<RUN>: missing, allowed: the directory of a run; see --help");
        Files.writeString(
                base.resolve("manifest.json"),
                Files.readString(base.resolve("manifest.json"))
                        .replace("\"schema_version\" : 1", "\"schema_version\" : 2"));
        assertRefused(
                gate(),
                base.resolve("manifest.json")
                        + ": its schema_version is of a later Pushbench, was '2', allowed: at most 1");
    }

    @Test
    void acceptMakesARunTheBaseline() throws Exception {
        Path fresh = folder.resolve("some").resolve("where");

        Answer first = answer("accept", run.toString(), "--baseline", fresh.toString());

        assertThat(first.err()).isEmpty();
        assertThat(first.exitCode()).isZero();
        assertThat(first.out().lines())
                .containsExactly("There was no baseline before.", "Baseline: " + fresh + " is now run");
        for (String file : FILES) {
            assertThat(fresh.resolve(file)).hasSameBinaryContentAs(run.resolve(file));
        }
        assertThat(answer(run.toString(), "--baseline", fresh.toString()).exitCode())
                .isZero();
    }

    @Test
    void acceptTellsWhatChangesRuleByRule() throws Exception {
        change(run.resolve("trials.csv"), row -> {
            if (row.getOrDefault("cell", "").startsWith("sse-100u")) {
                row.put("overhead_bytes_per_delivery", "33");
            }
        });
        assertThat(gate().exitCode()).isEqualTo(3);

        Answer accepted = accept();

        assertThat(accepted.exitCode()).isZero();
        assertThat(accepted.out().lines())
                .anyMatch(line ->
                        line.matches("sse-100u\\S+ +overhead_bytes_per_delivery +\\d\\d\\.\\d+ +33 +\\d\\.\\d+"));
        assertThat(gate().exitCode()).isZero();
        assertThat(accept().out()).startsWith("No figure that a rule is about changes.");
    }

    @Test
    void acceptReplacesABaselineThatCannotBeReadAnyMore() throws Exception {
        Files.writeString(base.resolve("manifest.json"), "{");

        Answer accepted = accept();

        assertThat(accepted.exitCode()).isZero();
        assertThat(accepted.out()).startsWith("The baseline before cannot be compared: ");
        assertThat(gate().exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "manifest.json | \"complete\" : true | \"complete\" : false | the run did not come to its end, allowed: a complete run",
                "manifest.json | \"pinning\" :        | \"handicap\" : \"slow\", \"pinning\" : | its server was handicapped (slow), allowed: a run without",
                "manifest.json | \"pinning\" :        | \"variant\" : \"--ws-api undertow\", \"pinning\" : | its server pushed through an API that is not ours (--ws-api undertow), allowed: a run without",
                "summary.csv   | ,VALID,             | ,INVALID,            | cells are INVALID, allowed: none; the first is ",
                "manifest.json | {                   | [                    | not JSON, or not all of it",
                "summary.csv   | cell,               | sell,                | summary.csv",
            })
    void acceptRefusesWhatIsNoResultAndReplacesNothing(String file, String before, String after, String message)
            throws Exception {
        Map<String, String> kept = texts(base);
        Files.writeString(run.resolve(file), Files.readString(run.resolve(file)).replace(before, after));

        Answer answer = accept();

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).hasLineCount(1).contains(message);
        assertThat(texts(base)).isEqualTo(kept);
    }

    /** Or it could not be seen that a planted fault is noticed. */
    @Test
    void aHandicappedRunIsJudged() throws Exception {
        Path manifest = run.resolve("manifest.json");
        Files.writeString(
                manifest,
                Files.readString(manifest).replace("\"pinning\" :", "\"handicap\" : \"slow\", \"pinning\" :"));

        assertThat(gate().exitCode()).isZero();
    }

    @Test
    void aRunThroughAnotherApiIsNotHeldAgainstOneThroughOurs() throws Exception {
        Path manifest = run.resolve("manifest.json");
        Files.writeString(
                manifest,
                Files.readString(manifest)
                        .replace("\"pinning\" :", "\"variant\" : \"--sse-api undertow\", \"pinning\" :"));

        Answer answer = gate();

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err()).hasLineCount(1).contains("variant none against --sse-api undertow");
    }

    @Test
    void acceptWantsAllFilesOfARun() throws Exception {
        Map<String, String> kept = texts(base);
        Files.delete(run.resolve("config.resolved.yaml"));

        assertRefused(
                accept(), run.resolve("config.resolved.yaml") + ": cannot be read, allowed: a run with all its files");
        assertThat(texts(base)).isEqualTo(kept);
        assertThat(answer("accept").exitCode()).isEqualTo(2);
        assertRefused(answer("accept", folder + "/none"), folder + "/none: no such directory");
    }

    private void assertRefused(Answer answer, String line) {
        assertThat(answer.err()).isEqualTo("pushbench: " + line + System.lineSeparator());
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
        assertThat(run.resolve("gate.json")).doesNotExist();
    }

    private Answer gate(String... more) {
        return answer(
                Stream.concat(Stream.of(run.toString()), withBaseline(more)).toArray(String[]::new));
    }

    private Answer accept() {
        return answer("accept", run.toString(), "--baseline", base.toString());
    }

    private Stream<String> withBaseline(String... more) {
        List<String> words = List.of(more);
        return words.contains("--baseline")
                ? words.stream()
                : Stream.concat(Stream.of("--baseline", base.toString()), words.stream());
    }

    private Answer answer(String... arguments) {
        return answer(
                new CommandLine(new GateCommand(environment))
                        .setParameterExceptionHandler(new UsageLine())
                        .setExecutionExceptionHandler(new FailureLines()),
                arguments);
    }

    private static Answer program(String... arguments) {
        return answer(Pushbench.commandLine(), arguments);
    }

    private static Answer answer(CommandLine commandLine, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = commandLine
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Answer(exitCode, out.toString(), err.toString());
    }

    private Path copied(String name) throws IOException {
        Path copy = Files.createDirectory(folder.resolve(name));
        try (Stream<Path> runs = Files.list(REFERENCE)) {
            Path reference = runs.filter(run -> run.toString().endsWith("-reference"))
                    .findFirst()
                    .orElseThrow();
            for (String file : FILES) {
                Files.copy(reference.resolve(file), copy.resolve(file));
            }
        }
        return copy;
    }

    private static Map<String, String> texts(Path directory) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return texts;
    }

    private static String sum(String one, String other) {
        return new BigDecimal(one).add(new BigDecimal(other)).toPlainString();
    }

    private static void change(Path file, Consumer<Map<String, String>> change) throws IOException {
        List<NamedCsvRecord> records;
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
            records = csv.stream().toList();
        }
        List<Map<String, String>> rows = new ArrayList<>();
        for (NamedCsvRecord record : records) {
            Map<String, String> row = new LinkedHashMap<>(record.getFieldsAsMap());
            change.accept(row);
            rows.add(row);
        }
        try (CsvWriter csv = CsvWriter.builder().build(file)) {
            csv.writeRecord(rows.get(0).keySet());
            rows.forEach(row -> csv.writeRecord(row.values()));
        }
    }
}
