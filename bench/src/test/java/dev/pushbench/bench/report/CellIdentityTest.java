package dev.pushbench.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.result.FigureColumns;
import dev.pushbench.bench.result.KeptRuns;
import dev.pushbench.bench.result.Run;
import dev.pushbench.bench.result.RunReader;
import dev.pushbench.bench.result.TrialResult;
import dev.pushbench.bench.scenario.AxisCells;
import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.bench.scenario.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cells that differ in any dimension are told apart in every file of a run. */
final class CellIdentityTest {
    private static final int MIN_CELLS = 2;

    @TempDir
    private Path folder;

    @Test
    void cellsThatDifferInOneDimensionDifferInEveryFile() throws Exception {
        Map<String, List<Cell>> suites = AxisCells.ofEachAxis(folder);

        for (Map.Entry<String, List<Cell>> suite : suites.entrySet()) {
            assertToldApart(suite.getKey(), suite.getValue());
        }
    }

    /** Written files would be large; every file names a cell as its row does. */
    @Test
    void cellsThatDifferInTwoDimensionsDifferInTheirNames() throws Exception {
        Map<String, List<Cell>> pairs = AxisCells.ofEachPair(folder);

        assertThat(pairs).hasSizeGreaterThan(200);
        pairs.forEach((axes, cells) -> {
            Run run = new Run(axes, KeptRuns.manifest(), KeptRuns.records(cells));
            Cells reported = new Cells(run);
            assertThat(cells).as(axes).extracting(Cell::id).doesNotHaveDuplicates();
            assertDistinct(axes, cells, settings(run));
            assertDistinct(
                    axes, cells, reported.all().stream().map(reported::fullName).toList());
        });
    }

    /** Of all suites together: what means nothing to a cell, like the polling interval of SSE, is neither in its name nor in its row. */
    @Test
    void cellsHaveTheSameNameIfAndOnlyIfTheirRowsSayTheSame() throws Exception {
        List<Cell> cells = AxisCells.ofEachPair(folder).values().stream()
                .flatMap(List::stream)
                .toList();
        List<Map<String, String>> settings = settings(new Run("pairs", KeptRuns.manifest(), KeptRuns.records(cells)));
        Map<String, Map<String, String>> byId = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            byId.putIfAbsent(cells.get(i).id(), settings.get(i));
            assertThat(settings.get(i)).isEqualTo(byId.get(cells.get(i).id()));
        }

        assertThat(byId).hasSizeGreaterThan(400);
        assertThat(byId.values()).doesNotHaveDuplicates();
    }

    private void assertToldApart(String axes, List<Cell> cells) throws IOException {
        assertThat(cells).as(axes).hasSizeGreaterThanOrEqualTo(MIN_CELLS);
        Path directory = kept(cells);
        Run run = RunReader.read(directory);
        Report.write(run, directory);

        assertDistinct(axes + ": settings in summary.csv", cells, settings(run));
        assertDistinct(
                axes + ": summary.csv",
                cells,
                run.cells().stream().map(cell -> cell.row().cell()).toList());
        assertDistinct(axes + ": tags", cells, found(directory.resolve("latency.hlog"), "(?m)^Tag=([^,]*),"));
        assertDistinct(
                axes + ": labels", cells, found(directory.resolve("metrics.txt"), "pushbench_delivered\\{(.*)}"));
        assertDistinct(axes + ": summary.md", cells, found(directory.resolve("summary.md"), "\\| ([^|]*) \\|\\n"));
        Cells reported = new Cells(run);
        assertDistinct(
                axes + ": report",
                cells,
                reported.all().stream().map(reported::fullName).toList());
        for (String file : List.of("trials.csv", "metrics.csv", "intervals.csv", "timeline.csv")) {
            assertThat(Files.readAllLines(directory.resolve(file)).get(0).split(","))
                    .as(file)
                    .contains("cell");
        }
    }

    private Path kept(List<Cell> cells) throws IOException {
        List<TrialResult> results = new ArrayList<>();
        for (Cell cell : cells) {
            int number = results.size() + 1;
            results.add(KeptRuns.result(new Trial(number, 1, cell)));
        }
        return KeptRuns.kept(Files.createTempDirectory(folder, "run"), results);
    }

    /** What was asked for, in columns other than the name. */
    private static List<Map<String, String>> settings(Run run) {
        return run.cells().stream()
                .map(cell -> {
                    Map<String, String> settings =
                            new LinkedHashMap<>(cell.row().texts());
                    settings.keySet().removeAll(FigureColumns.names());
                    settings.keySet().removeAll(List.of("cell", "validity", "causes"));
                    return settings;
                })
                .toList();
    }

    private static List<String> found(Path file, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(file))
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
    }

    private static void assertDistinct(String what, List<Cell> cells, List<?> names) {
        assertThat(names.stream().distinct().count()).as(what + ": " + names).isGreaterThanOrEqualTo(cells.size());
    }
}
