package dev.pushbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pushbench.bench.result.KneeFile;
import dev.pushbench.bench.result.Row;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A search as a user runs it, with real servers and load generators. */
@Tag("thorough")
@Timeout(180)
@EnabledOnOs(OS.LINUX)
final class CapacityEndToEndTest {
    private static final List<String> REPORT = List.of("report.html", "summary.md", "metrics.txt");

    @TempDir
    private Path folder;

    @Test
    void twoStepsAreMeasuredJudgedConfirmedAndReported() throws Exception {
        Process run = start("--json", "--rate", "50", "--search-most", "100", "--slo", "max<=1m");
        CompletableFuture<String> err = text(run.errorReader(StandardCharsets.UTF_8));
        JsonNode said = new ObjectMapper().readTree(run.getInputStream());
        assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
        String told = err.get(10, TimeUnit.SECONDS);

        Path directory = Path.of(said.path("run_directory").asText());
        List<Row> knees = KneeFile.read(directory.resolve("capacity.csv"));
        assertThat(knees).hasSize(1);
        Row knee = knees.get(0);
        boolean isAnswer = !knee.text("outcome").equals("no answer");
        assertThat(run.exitValue()).as(told).isEqualTo(isAnswer ? 0 : 5);
        assertThat(said.at("/knees/0/outcome").asText()).isEqualTo(knee.text("outcome"));
        assertThat(Files.readAllLines(directory.resolve("trials.csv")))
                .hasSize(1 + Integer.parseInt(knee.text("trials")))
                .anyMatch(row -> row.startsWith("websocket-20u-50r-128b,"));
        assertThat(directory.resolve("config.resolved.yaml"))
                .content()
                .contains("search: \"rate\"", "search_most: 100");
        if (knee.text("rate_per_s").equals("100")) { // else a neighbour was too loud for that
            assertThat(knee.text("outcome")).isEqualTo("at least");
            assertThat(knee.number("deliveries_per_s").orElseThrow()).isEqualByComparingTo("2000");
            assertThat(knee.number("server_cores_used").orElseThrow())
                    .isBetween(new BigDecimal("0.001"), new BigDecimal("2"));
            assertThat(told)
                    .contains("websocket: 50 events/s met", "websocket: carries at least 100 events/s; met up to");
        }

        Map<String, String> before = texts(directory);
        assertThat(before.get("report.html")).contains("<section id=\"capacity\">", "Capacity within max&lt;=1m");
        assertThat(before.get("summary.md")).contains("### Capacity within max&lt;=1m");
        for (String file : REPORT) {
            Files.delete(directory.resolve(file));
        }
        assertThat(Pushbench.commandLine()
                        .setOut(new PrintWriter(new StringWriter()))
                        .execute("report", directory.toString()))
                .isZero();
        assertThat(texts(directory)).isEqualTo(before);
    }

    @Test
    void anInterruptKeepsTheStepsThatWereMeasured() throws Exception {
        assumeThat(InterruptTest.isInterruptIgnored())
                .as("SIGINT is ignored by whoever started us")
                .isFalse();
        Process run = start("--rate", "50", "--window", "10m", "--search-most", "51");
        List<ProcessHandle> children;
        try (BufferedReader err = run.errorReader(StandardCharsets.UTF_8)) {
            String line = err.readLine();
            while (line != null && !line.contains("measuring")) {
                line = err.readLine();
            }
            assertThat(line).as("a line that says that it measures").isNotNull();
            children = run.descendants().toList();
            assertThat(new ProcessBuilder("kill", "-INT", Long.toString(run.pid()))
                            .start()
                            .waitFor())
                    .isZero();
            assertThat(err.lines()).last().isEqualTo("pushbench: interrupted");
        }

        assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isEqualTo(130);
        assertThat(children).as("a server and a load generator").hasSize(2).noneMatch(ProcessHandle::isAlive);
        try (var directories = Files.list(folder)) {
            Path directory = directories.findAny().orElseThrow();
            assertThat(new ObjectMapper()
                            .readTree(directory.resolve("manifest.json").toFile())
                            .path("complete")
                            .asBoolean(true))
                    .isFalse();
            assertThat(KneeFile.read(directory.resolve("capacity.csv")))
                    .extracting(row -> row.text("outcome") + ": " + row.text("why"))
                    .containsExactly("no answer: the search was cut short");
            assertThat(directory.resolve("summary.md")).content().contains("no step could be judged");
        }
    }

    private Process start(String... options) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                "--suite",
                "capacity",
                "--techniques",
                "websocket",
                "--users",
                "20",
                "--no-pin",
                "--warmup",
                "200ms",
                "--out",
                folder.toString()));
        words.addAll(List.of(options));
        Process process = new ProcessBuilder(Program.lightRun(words)).start();
        // Reading a pipe knows no time limit; its end comes with that of the process.
        CompletableFuture.delayedExecutor(150, TimeUnit.SECONDS).execute(process::destroyForcibly);
        return process;
    }

    private static CompletableFuture<String> text(BufferedReader reader) {
        return CompletableFuture.supplyAsync(
                () -> String.join("\n", reader.lines().toList()));
    }

    private static Map<String, String> texts(Path directory) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (String file : REPORT) {
            texts.put(file, Files.readString(directory.resolve(file)));
        }
        return texts;
    }
}
