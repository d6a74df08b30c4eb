package dev.pushbench.bench.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.bench.input.UsageError;
import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.bench.scenario.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RunReaderTest {
    private static final List<TrialResult> RESULTS = KeptRuns.twoCellsInFiveForks();

    @TempDir
    private Path folder;

    @Test
    void aRunIsReadBackAsItWasKept() throws Exception {
        Path directory = KeptRuns.kept(folder, RESULTS);

        Run run = RunReader.read(directory);

        assertThat(run.name()).isEqualTo("20260304T050607Z-0123456-default");
        assertThat(run.manifest())
                .isEqualTo(
                        KeptRuns.manifest().ended(KeptRuns.START.plusSeconds(60).toString(), Optional.empty()));
        assertThat(run.cells())
                .extracting(cell -> cell.row().cell())
                .containsExactly("polling-100u-10r-128b-500ms", "long-polling-100u-10r-128b-25000ms");
        CellRecord polling = run.cells().get(0);
        assertThat(polling.row().isResult()).isTrue();
        assertThat(polling.row().text("forks")).isEqualTo("5");
        assertThat(polling.row().number("connections_opened"))
                .hasValueSatisfying(sum -> assertThat(sum).isEqualByComparingTo("500"));
        assertThat(polling.trials()).hasSize(5);
        assertThat(polling.trials()).extracting(trial -> trial.text("fork")).containsExactly("1", "2", "3", "4", "5");
        assertThat(polling.slices()).hasSize(20);
        assertThat(polling.slices()).extracting(Slice::fork).startsWith(1, 1, 1, 1, 2);
        assertThat(polling.slices()).extracting(Slice::startMillis).startsWith(0L, 1_000L, 2_000L, 3_000L, 0L);
        assertThat(polling.slices()).extracting(Slice::millis).startsWith(1_000L, 1_000L, 1_000L, 321L);
        assertThat(polling.slices().get(1).requests()).isEqualTo(21);
        assertThat(polling.slices().get(3).connectionsOpened()).isEqualTo(3);
        assertThat(polling.slices().get(1).connectionsOpen()).isEqualTo(100);
        assertThat(polling.timeline())
                .containsExactly(
                        new Flight(1, 7, 1_000.5, 1_100.0, 2_000.001),
                        new Flight(1, 8, 101_000.5, 101_100.0, 103_000.001));
    }

    @Test
    void estimatesAreMediansOfTheTrialsThatAreResults() throws Exception {
        Run run = RunReader.read(KeptRuns.kept(folder, RESULTS));

        // Seeds 0, 2, 4, 6, 8 of the first cell, 1, 3, 7, 9 of the second: its third trial was rejected.
        assertThat(run.cells().get(0).estimate("connections_peak"))
                .contains(new Estimate("connections_peak", "count", 94, Optional.of(new Estimate.Interval(90, 98)), 5));
        assertThat(run.cells().get(1).estimate("connections_peak"))
                .contains(new Estimate("connections_peak", "count", 95, Optional.empty(), 4));
        assertThat(run.cells().get(0).estimate("overhead"))
                .hasValueSatisfying(overhead -> assertThat(overhead.unit()).isEqualTo("bytes_per_delivery"));
        assertThat(run.cells().get(0).estimate("server_cpu")).isEmpty();
    }

    @Test
    void histogramsOfACellGiveThePercentilesOfItsRowExactly() throws Exception {
        for (CellRecord cell : RunReader.read(KeptRuns.kept(folder, RESULTS)).cells()) {
            Histogram latency = cell.latency();

            assertThat(latency.getTotalCount())
                    .isEqualTo(cell.row().number("delivered").orElseThrow().longValue());
            assertThat(Rounding.micros(Percentile.P50.of(latency).orElseThrow()))
                    .isEqualTo(cell.row().number("latency_p50_us").orElseThrow());
            assertThat(Rounding.micros(Percentile.P999.of(latency).orElseThrow()))
                    .isEqualTo(cell.row().number("latency_p999_us").orElseThrow());
            assertThat(Rounding.micros(Percentile.max(latency).orElseThrow()))
                    .isEqualTo(cell.row().number("latency_max_us").orElseThrow());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "=cmd|' /C calc'!A0",
                "+1+1",
                "-2+3",
                "@SUM(A1)",
                "\tleading tab",
                "\rreturn",
                "two\nlines\r\nthree",
                "'quoted",
                "''",
                "a \"b\", c;",
                "ümläut – 日本"
            })
    void hostileNamesAndCausesSurvive(String text) throws Exception {
        Cell cell = KeptRuns.withHeaders(KeptRuns.cells().get(2), text);
        TrialResult result = TrialResult.of(new Trial(1, 1, cell), KeptRuns.load(1), Evidence.NONE)
                .cutShort(text);
        Path directory = KeptRuns.kept(folder, List.of(result));

        CellRecord read = RunReader.read(directory).cells().get(0);

        assertThat(read.row().text("headers")).isEqualTo(text);
        assertThat(read.trials().get(0).text("causes")).isEqualTo(text);
        assertThat(Files.readString(directory.resolve("summary.csv")))
                .doesNotContainPattern("(^|,|\r\n)\"?[=+@\t\r]")
                .doesNotContainPattern("(^|,|\r\n)\"?-\\D");
    }

    /** Which had one verdict for all groups of figures, and another word for NOISY. */
    @Test
    void aRunOfAnEarlierBuildIsReadToo() throws Exception {
        Path directory = KeptRuns.kept(folder, RESULTS);
        for (String file : List.of("summary.csv", "trials.csv")) {
            Path path = directory.resolve(file);
            List<String> lines = Files.readAllLines(path);
            lines.replaceAll(line -> line.replace(",NOISY,", ",SUSPECT,"));
            lines.set(0, lines.get(0).replace("validity_", "unknown_"));
            Files.write(path, lines);
        }

        CellRecord cell = RunReader.read(directory).cells().get(1);

        assertThat(cell.row().validity()).isEqualTo("NOISY");
        assertThat(Stream.of(FigureGroup.values()).map(cell.row()::grade))
                .containsExactly(Grade.VALID, Grade.NOISY, Grade.NOISY);
        assertThat(Stream.of(FigureGroup.values()).map(cell.trials().get(2)::grade))
                .containsOnly(Grade.INVALID);
    }

    @Test
    void aRunThatWasCutShortIsReadToo() throws Exception {
        RunDirectory directory = RunDirectory.create(folder, KeptRuns.START, KeptRuns.SHA, "default");
        directory.write(KeptRuns.manifest(), RESULTS.subList(0, 3));
        Path partial = folder.resolve(".20260304T050607Z-0123456-default.partial");

        Run run = RunReader.read(partial);

        assertThat(run.manifest().complete()).isFalse();
        assertThat(run.cells()).extracting(cell -> cell.trials().size()).containsExactly(2, 1);
        directory.write(KeptRuns.manifest(), List.of());
        assertThat(RunReader.read(partial).cells()).isEmpty();
    }

    @Test
    void whatIsKeptInAFileThatIsNotThereIsEmpty() throws Exception {
        Path directory = KeptRuns.kept(folder, RESULTS);
        for (String file : List.of("metrics.csv", "intervals.csv", "latency.hlog", "timeline.csv")) {
            Files.delete(directory.resolve(file));
        }

        CellRecord cell = RunReader.read(directory).cells().get(0);

        assertThat(cell.estimates()).isEmpty();
        assertThat(cell.slices()).isEmpty();
        assertThat(cell.timeline()).isEmpty();
        assertThat(cell.latency().getTotalCount()).isZero();
        assertThat(cell.trials()).hasSize(5);
    }

    @Test
    void keysAndColumnsOfALaterBuildArePassedOver() throws Exception {
        Path directory = KeptRuns.kept(folder, RESULTS);
        replace(directory.resolve("manifest.json"), "\"suite\"", "\"mood\" : \"good\",\n  \"suite\"");
        replace(directory.resolve("summary.csv"), "cell,", "cell,mood,");
        replace(directory.resolve("summary.csv"), "ms,polling", "ms,good,polling");
        replace(directory.resolve("summary.csv"), "ms,long-polling", "ms,good,long-polling");

        assertThat(RunReader.read(directory).cells().get(1).row().text("mood")).isEqualTo("good");
    }

    @Test
    void aManifestFromBeforeSeedsAndTimeLimitsIsRead() throws Exception {
        Path directory = KeptRuns.kept(folder, RESULTS);
        Path manifest = directory.resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replaceAll("(?s),\\s*\"seed\".*?\\}\\s*\\}", "}"));

        assertThat(RunReader.read(directory).manifest().start())
                .isEqualTo(new Manifest.Start(KeptRuns.START.toString(), List.of("run")));
    }

    @Test
    void aManifestTellsWhatWasWrongWithTheServerOnlyWhereSomethingWas() throws Exception {
        Path directory = KeptRuns.kept(folder, RESULTS);
        Path manifest = directory.resolve("manifest.json");
        String sound = Files.readString(manifest);
        Files.writeString(
                manifest, sound.replace("\"pinning\"", "\"handicap\" : \"--handicap-lose 7\",\n    \"pinning\""));

        assertThat(sound).doesNotContain("handicap");
        assertThat(RunReader.read(directory).manifest().machine().handicap()).contains("--handicap-lose 7");
        Files.writeString(manifest, sound);
        assertThat(RunReader.read(directory).manifest().machine().handicap()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // file, what stands there, what is put in its place (-: deleted with all after it), what is said of it
                "manifest.json | \"schema_version\" : 1 | \"schema_version\" : 2   | manifest.json: its schema_version is of a later Pushbench, was '2', allowed: at most 1",
                "manifest.json | \"schema_version\" : 1 | \"schema_version\" : \"1\" | manifest.json: no manifest of a run: schema_version is no number",
                "manifest.json | \"suite\" :            | \"sweet\" :              | manifest.json: no manifest of a run: 'suite' is missing or of another kind",
                "manifest.json | \"complete\" : true    | \"complete\" : \"maybe\" | manifest.json: no manifest of a run: 'complete' is missing or of another kind",
                "manifest.json | \"start\"              | -                        | manifest.json:10: not JSON, or not all of it",
                "summary.csv   | cell,                  | zell,                    | summary.csv:1: no column 'cell'",
                "summary.csv   | event_bytes            | users                    | summary.csv:1: two columns of the same name",
                "summary.csv   | ,VALID,                | ,FINE,                   | summary.csv:2: validity: unknown, was 'FINE', allowed: INVALID, NOISY, VALID",
                "summary.csv   | 500ms,polling          | 500ms,pulling            | summary.csv:2: technique: unknown, was 'pulling', allowed: long-polling, polling, sse, streaming, websocket",
                "summary.csv   | polling,100            | polling,0                | summary.csv:2: users: not a number of users, was '0', allowed: 1 or more",
                "summary.csv   | polling,100            | polling,some             | summary.csv:2: users: not a whole number, was 'some', allowed: digits",
                "summary.csv   | ,5,0                   | ,six,0                   | summary.csv:2: forks: not a whole number, was 'six', allowed: digits",
                "summary.csv   | ,5,0                   | ,5,0,7                   | summary.csv:2: 175 fields, where there are 174 columns",
                "summary.csv   | VALID                  | \"VALID                  | summary.csv:3: not CSV: a quote is out of place or never closed before here",
                "trials.csv    | ,1,1                   | -                        | trials.csv:2: ends in the middle of a line",
                "trials.csv    | polling-100u           | poking-100u              | trials.csv:2: cell 'poking-100u-10r-128b-500ms' is not in the summary",
                "trials.csv    | INVALID                | RATHER                   | trials.csv:7: validity: unknown, was 'RATHER', allowed: INVALID, NOISY, VALID",
                "metrics.csv   | median,                | median,x                 | metrics.csv:7: value: not a number, was 'x6005.0', allowed: digits with a point",
                "metrics.csv   | polling-100u           | poking-100u              | metrics.csv: cell 'poking-100u-10r-128b-500ms' is not in the summary",
                "intervals.csv | 100u-10r-128b-500ms,1, | 100u-10r-128b-500ms,x,   | intervals.csv:2: fork: not a whole number, was 'x', allowed: digits",
                "intervals.csv | ,2000,                 | ,2001,                   | latency.hlog:6: not the interval of FOLDER/intervals.csv:2",
                "timeline.csv  | due_us                 | dew_us                   | timeline.csv:1: no column 'due_us'",
                "timeline.csv  | ,7,1000                | ,7,,1000                 | timeline.csv:2: 7 fields, where there are 6 columns"
            })
    void damageIsToldOnOneLine(String file, String before, String after, String message) throws Exception {
        Path directory = KeptRuns.kept(folder, RESULTS);
        Path path = directory.resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(before);
        if (after.equals("-")) {
            Files.writeString(path, text.substring(0, text.indexOf(before) + before.length()));
        } else {
            Files.writeString(path, text.replaceFirst(Pattern.quote(before), Matcher.quoteReplacement(after)));
        }
        assertThatThrownBy(() -> RunReader.read(directory))
                .isInstanceOf(UsageError.class)
                .hasMessage(directory + "/" + message.replace("FOLDER", directory.toString()));
    }

    private static void replace(Path file, String before, String after) throws Exception {
        assertThat(file).content().contains(before);
        Files.writeString(file, Files.readString(file).replace(before, after));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "manifest.json",
                "summary.csv",
                "trials.csv",
                "metrics.csv",
                "intervals.csv",
                "latency.hlog",
                "timeline.csv"
            })
    void aFileThatEndsTooEarlyIsNoticed(String file) throws Exception {
        Path directory = KeptRuns.kept(folder, RESULTS);
        Path path = directory.resolve(file);
        String text = Files.readString(path).strip();
        for (int less : new int[] {1, 2, 3, 5, 8, 13, 21}) {
            Files.writeString(path, text.substring(0, text.length() - less));

            assertThatThrownBy(() -> RunReader.read(directory))
                    .as(less + " characters less")
                    .isInstanceOf(UsageError.class)
                    .hasMessageStartingWith(path.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"trials.csv", "intervals.csv", "latency.hlog"})
    void aFileThatLacksItsLastLineIsNoticed(String file) throws Exception {
        Path directory = KeptRuns.kept(folder, RESULTS);
        Path path = directory.resolve(file);
        List<String> lines = Files.readAllLines(path);
        Files.write(path, lines.subList(0, lines.size() - 1));

        assertThatThrownBy(() -> RunReader.read(directory)).isInstanceOf(UsageError.class);
    }

    @Test
    void aLogWithoutSenseIsNoticed() throws Exception {
        Path directory = KeptRuns.kept(folder, RESULTS);
        Path log = directory.resolve("latency.hlog");
        List<String> lines = Files.readAllLines(log);
        for (String nonsense :
                List.of("nonsense", "Tag=a,1,2,3", "1,2,3,AAAA", lines.get(5).replace("HIST", "TSIH"))) {
            Files.write(log, List.of(lines.get(0), nonsense));

            assertThatThrownBy(() -> RunReader.read(directory))
                    .isInstanceOf(UsageError.class)
                    .hasMessage(log + ":2: not an interval of a histogram log");
        }
    }

    @Test
    void whatIsNoRunIsToldOnOneLine() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Path bare = Files.createDirectory(folder.resolve("bare"));
        Files.writeString(bare.resolve("manifest.json"), Json.of(KeptRuns.manifest()));
        Path binary = KeptRuns.kept(folder, RESULTS);
        Files.write(binary.resolve("summary.csv"), new byte[] {(byte) 0xFF, '\n'});

        assertThat(List.of(folder.resolve("nowhere"), file, empty, bare, binary))
                .extracting(RunReaderTest::mistake)
                .containsExactly(
                        folder.resolve("nowhere") + ": no such directory",
                        file + ": no such directory",
                        empty + ": not the directory of a run: it has no manifest.json",
                        bare.resolve("summary.csv") + ": is missing",
                        binary.resolve("summary.csv") + ": is not UTF-8");
    }

    private static String mistake(Path directory) {
        try {
            RunReader.read(directory);
            return "";
        } catch (UsageError mistake) {
            return String.valueOf(mistake.getMessage());
        }
    }
}
