package dev.pushbench.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.result.CellRecord;
import dev.pushbench.bench.result.Row;
import dev.pushbench.bench.result.Run;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the grammar and the rules of OpenMetrics 1.0.0. */
final class OpenMetricsTest {
    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\"";
    private static final Pattern META = Pattern.compile("# (TYPE|UNIT|HELP) (" + NAME + ") (.*)");
    private static final Pattern SAMPLE =
            Pattern.compile("(" + NAME + ")\\{(" + LABEL + "(?:," + LABEL + ")*)} (-?\\d+(?:\\.\\d+)?)");

    @Test
    void everyLineFollowsTheFormat() {
        assertFollowsTheFormat(OpenMetrics.of(Runs.standard().trials(5).run()));
    }

    @Test
    void hostileNamesAreEscaped() {
        String text = OpenMetrics.of(
                Runs.standard().named(Runs.HOSTILE).headers(Runs.HOSTILE).run());

        assertFollowsTheFormat(text);
        assertThat(text).contains("run=\"<script>alert(1)</script>\\n=cmd()|' \\\"&");
    }

    @Test
    void figuresAreInBaseUnits() {
        String text = OpenMetrics.of(Runs.standard().run());

        assertThat(text)
                .contains("# UNIT pushbench_publish_delay_p99_seconds seconds")
                .contains(
                        "pushbench_publish_delay_p99_seconds{cell=\"sse-100u-10r-128b-minimal\",technique=\"sse\",users=\"100\","
                                + "rate_per_s=\"10\",event_bytes=\"128\",headers=\"minimal\"} 0.0004125\n")
                .contains("pushbench_server_rss_bytes_per_user{cell=\"sse-100u-10r-128b-minimal\"")
                .doesNotContain("pushbench_users", "pushbench_fork{", "_us{", "_ms{");
    }

    /** 1.5 KiB, 2 MiB, 30 bytes and 6 ms in a minute, 0.25 of all. */
    @ParameterizedTest
    @CsvSource({
        "server_heap_kib_per_user, 1.5, server_heap_bytes_per_user, 1536",
        "processes_rss_mib, 2, processes_rss_bytes, 2097152",
        "idle_bytes_per_user_minute, 30, idle_bytes_per_user_second, 0.5",
        "server_cpu_ms_per_user_minute, 6, server_cpu_seconds_per_user_second, 0.0001",
        "empty_answer_share, 0.25, empty_answer_ratio, 0.25",
        "recovery_max_ms, 1.5, recovery_max_seconds, 0.0015",
        "server_cpu_us_per_delivery, 20, server_cpu_seconds_per_delivery, 0.00002"
    })
    void aFigureIsInBaseUnits(String column, String number, String family, String value) {
        CellRecord cell = Runs.standard().run().cells().get(0);
        Map<String, String> texts = new LinkedHashMap<>(cell.row().texts());
        texts.put(column, number);
        CellRecord other = new CellRecord(
                new Row(texts), cell.trials(), cell.estimates(), cell.latency(), cell.slices(), cell.timeline());

        assertThat(OpenMetrics.of(new Run("run", Runs.standard().manifest(), List.of(other))))
                .containsPattern("(?m)^pushbench_" + family + "\\{.*} " + value.replace(".", "\\.") + "$");
    }

    @Test
    void whatWasAskedForIsNoFigure() {
        CellRecord cell = Runs.standard().run().cells().get(0);
        Map<String, String> texts = new LinkedHashMap<>(cell.row().texts());
        List.of("idle_ms", "warmup_ms", "pair_gap_ms", "churn_per_s", "users_per_room", "server_processes")
                .forEach(setting -> texts.put(setting, "7"));
        CellRecord other = new CellRecord(
                new Row(texts), cell.trials(), cell.estimates(), cell.latency(), cell.slices(), cell.timeline());

        assertThat(OpenMetrics.of(new Run("run", Runs.standard().manifest(), List.of(other))))
                .doesNotContain(
                        "pushbench_idle_seconds", "warmup", "pair_gap", "churn", "users_per_room", "processes{");
    }

    @Test
    void anInvalidCellHasNoFigure() {
        String text = OpenMetrics.of(
                Runs.standard().graded("sse-100u-10r-128b-minimal", "INVALID").run());

        assertThat(text.lines().filter(line -> line.contains("cell=\"sse-100u-10r-128b-minimal\"")))
                .hasSize(3)
                .allMatch(line -> line.startsWith("pushbench_cell_validity{"))
                .anyMatch(line -> line.endsWith("pushbench_cell_validity=\"INVALID\"} 1"));
    }

    private static void assertFollowsTheFormat(String text) {
        assertThat(text).endsWith("\n# EOF\n");
        List<String> lines =
                text.substring(0, text.length() - "# EOF\n".length()).lines().toList();
        Set<String> families = new HashSet<>();
        Set<String> samples = new HashSet<>();
        List<String> current = new ArrayList<>(List.of("", ""));
        for (String line : lines) {
            Matcher meta = META.matcher(line);
            if (meta.matches()) {
                checkMeta(meta, families, current);
                continue;
            }
            Matcher sample = SAMPLE.matcher(line);
            assertThat(sample.matches()).as(line).isTrue();
            assertThat(sample.group(1))
                    .isEqualTo(current.get(0) + (current.get(1).equals("info") ? "_info" : ""));
            assertThat(samples.add(sample.group(1) + sample.group(2)))
                    .as("twice: " + line)
                    .isTrue();
            if (current.get(1).equals("stateset")) {
                assertThat(sample.group(2)).contains(current.get(0) + "=\"");
                assertThat(sample.group(3)).isIn("0", "1");
            }
        }
        assertThat(families).hasSizeGreaterThan(20);
    }

    /** A family begins with its type, is there once, and ends with its unit. */
    private static void checkMeta(Matcher meta, Set<String> families, List<String> current) {
        if (meta.group(1).equals("TYPE")) {
            assertThat(families.add(meta.group(2)))
                    .as("interleaved: " + meta.group())
                    .isTrue();
            assertThat(meta.group(3)).isIn("gauge", "info", "stateset");
            current.set(0, meta.group(2));
            current.set(1, meta.group(3));
        }
        assertThat(meta.group(2)).isEqualTo(current.get(0));
        if (meta.group(1).equals("UNIT")) {
            assertThat(meta.group(2)).endsWith("_" + meta.group(3));
        }
    }
}
