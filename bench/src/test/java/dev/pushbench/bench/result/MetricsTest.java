package dev.pushbench.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MetricsTest {
    @TempDir
    private Path folder;

    @Test
    void everyTrialHasItsRowAndEveryCellItsMedian() throws Exception {
        assertThat(lines("connections_peak"))
                .containsExactly(
                        "RUN,polling-100u-10r-128b-500ms,1,connections_peak,count,value,90,,,1",
                        "RUN,polling-100u-10r-128b-500ms,2,connections_peak,count,value,92,,,1",
                        "RUN,polling-100u-10r-128b-500ms,3,connections_peak,count,value,94,,,1",
                        "RUN,polling-100u-10r-128b-500ms,4,connections_peak,count,value,96,,,1",
                        "RUN,polling-100u-10r-128b-500ms,5,connections_peak,count,value,98,,,1",
                        "RUN,polling-100u-10r-128b-500ms,all,connections_peak,count,median,94.0,90.0,98.0,5",
                        "RUN,long-polling-100u-10r-128b-25000ms,1,connections_peak,count,value,91,,,1",
                        "RUN,long-polling-100u-10r-128b-25000ms,2,connections_peak,count,value,93,,,1",
                        "RUN,long-polling-100u-10r-128b-25000ms,3,connections_peak,count,rejected,95,,,1",
                        "RUN,long-polling-100u-10r-128b-25000ms,4,connections_peak,count,value,97,,,1",
                        "RUN,long-polling-100u-10r-128b-25000ms,5,connections_peak,count,value,99,,,1",
                        "RUN,long-polling-100u-10r-128b-25000ms,all,connections_peak,count,median,95.0,,,4");
    }

    @Test
    void aMetricIsNamedWithoutItsUnit() {
        List<Column> figures = Columns.ALL.stream().filter(Column::isFigure).toList();

        assertThat(figures).extracting(Column::metric).doesNotHaveDuplicates();
        assertThat(figures)
                .extracting(column -> column.metric() + " " + column.unit())
                .contains(
                        "latency_p50 us",
                        "payload bytes_per_delivery",
                        "payload_up bytes_per_delivery",
                        "handshake bytes_per_user",
                        "idle bytes_per_user_minute",
                        "requests per_delivery",
                        "empty_answer_share share",
                        "server_cpu us_per_delivery",
                        "server_heap kib_per_user",
                        "server_gc_pause ms",
                        "delivered count");
        assertThat(Columns.ALL)
                .filteredOn(column -> !column.isFigure())
                .extracting(Column::name)
                .contains("users", "technique", "validity", "causes", "windows")
                .doesNotContain("delivered");
    }

    @Test
    void aCellWithoutAResultHasNoMedian() throws Exception {
        List<TrialResult> bad = KeptRuns.twoCellsInFiveForks().stream()
                .map(trial -> trial.cutShort("dead"))
                .toList();
        Path directory = KeptRuns.kept(folder, bad);

        assertThat(RunReader.read(directory).cells().get(0).estimates()).isEmpty();
        assertThat(Files.readString(directory.resolve("metrics.csv"))).doesNotContain(",median,", ",count,value,");
    }

    private List<String> lines(String metric) throws Exception {
        Path directory = KeptRuns.kept(folder, KeptRuns.twoCellsInFiveForks());
        return Files.readAllLines(directory.resolve("metrics.csv")).stream()
                .filter(line -> line.contains("," + metric + ","))
                .map(line -> line.replace(directory.getFileName().toString(), "RUN"))
                .toList();
    }
}
