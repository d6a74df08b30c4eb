package dev.pushbench.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pushbench.bench.report.fit.Need;
import dev.pushbench.bench.result.CellRecord;
import dev.pushbench.bench.result.Estimate;
import dev.pushbench.bench.result.Row;
import dev.pushbench.bench.result.Run;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The script of the page's form gives the rows that the command gives. Node runs it, where there is one. */
@Timeout(60)
final class FitFormTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    @TempDir
    private Path folder;

    /** @param limitMillis 0 for none */
    private record Question(int users, double rate, int limitMillis) {
        Need need() {
            return new Need(
                    users, rate, limitMillis == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(limitMillis)));
        }
    }

    @BeforeAll
    static void findNode() {
        boolean isThere = Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
        assumeTrue(isThere, "there is no node: the form's script is not run");
    }

    @Test
    void ofOneRoom() throws Exception {
        assertSame(
                run(),
                // Measured, with the limit within, below and above intervals.
                new Question(1000, 10, 0),
                new Question(1000, 10, 10),
                new Question(1000, 10, 600),
                new Question(100, 1, 5),
                // Between users, rates, and both.
                new Question(550, 10, 12),
                new Question(1000, 3, 12),
                new Question(550, 3, 2000),
                // Beyond them.
                new Question(50_000, 0.1, 430),
                new Question(70, 1, 5),
                new Question(1000, 50, 200),
                // Beyond the cores.
                new Question(2_000_000, 50, 200));
    }

    @Test
    void withoutIntervals() throws Exception {
        assertSame(
                Runs.standard().rates(1.0, 10.0).run(),
                new Question(1000, 10, 500),
                new Question(1000, 10, 1000),
                new Question(300, 10, 20));
    }

    @Test
    void ofRooms() throws Exception {
        assertSame(
                inRooms(),
                new Question(100, 10, 100),
                new Question(50, 10, 100),
                new Question(300, 5, 100),
                new Question(5, 10, 100),
                new Question(1000, 1, 0));
    }

    @Test
    void ofSilence() throws Exception {
        List<CellRecord> cells = Runs.standard().run().cells().stream()
                .map(cell -> with(cell, Map.of("rate_per_s", "0", "idle_bytes_per_user_minute", "30.0")))
                .toList();

        assertSame(
                new Run("idle", Runs.standard().manifest(), cells), new Question(100, 0, 0), new Question(200, 0, 10));
    }

    private void assertSame(Run run, Question... questions) throws Exception {
        List<List<List<String>>> expected = Stream.of(questions)
                .map(each -> Report.offers(run, each.need()).rows())
                .toList();

        List<List<List<String>>> answers = answers(run, List.of(questions));

        for (int index = 0; index < questions.length; index++) {
            assertThat(answers.get(index)).as(questions[index].toString()).isEqualTo(expected.get(index));
        }
    }

    private List<List<List<String>>> answers(Run run, List<Question> questions) throws Exception {
        Path script = Files.writeString(
                folder.resolve("report.js"), Assets.ofThisProgram().script());
        Path models = Files.writeString(
                folder.resolve("models.json"), FitTable.of(run).island());
        Path form = folder.resolve("form.js");
        Files.write(form, resource("form.js"));
        String asked = MAPPER.writeValueAsString(questions.stream()
                .map(each -> List.of(each.users(), each.rate(), each.limitMillis()))
                .toList());
        Process node = new ProcessBuilder("node", form.toString(), script.toString(), models.toString(), asked)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(node.waitFor()).isZero();
        return MAPPER.readValue(printed, new TypeReference<>() {});
    }

    private static byte[] resource(String name) throws IOException {
        try (var file = FitFormTest.class.getResourceAsStream(name)) {
            return file.readAllBytes();
        }
    }

    /** Cells with intervals, one that is INVALID, and one that is not quite valid. */
    private static Run run() {
        return Runs.standard()
                .users(100, 1000, 5000)
                .rates(1.0, 10.0)
                .trials(5)
                .graded("sse-5000u-10r-128b-minimal", "INVALID")
                .graded("streaming-1000u-10r-128b-minimal", "NOISY")
                .run();
    }

    /** Rooms of ten users each, some of them with intervals. */
    private static Run inRooms() {
        List<CellRecord> cells = Runs.standard().rates(1.0, 10.0).run().cells().stream()
                .map(cell -> with(cell, Map.of("scenario", "chat", "users_per_room", "10")))
                .toList();
        List<CellRecord> some = new ArrayList<>(cells);
        some.replaceAll(cell -> cell.row().technique().isPush()
                ? with(cell, Map.of("latency_p99_low_us", "1000.0", "latency_p99_high_us", "99000.0"))
                : cell);
        return new Run("rooms", Runs.standard().manifest(), some);
    }

    private static CellRecord with(CellRecord cell, Map<String, String> texts) {
        Map<String, String> all = new LinkedHashMap<>(cell.row().texts());
        all.putAll(texts);
        List<Estimate> none = List.of();
        return new CellRecord(new Row(all), cell.trials(), none, cell.latency(), cell.slices(), cell.timeline());
    }
}
