package dev.pushbench.bench.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.bench.input.UsageError;
import dev.pushbench.bench.result.CellRecord;
import dev.pushbench.bench.result.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** From cells of a run to entries of {@code claims.json}. */
final class ClaimsJudgedTest {
    private static final Claims C10 = Claims.chosen(List.of("C10"));

    @Test
    void aVerdictNamesTheCellsThatItIsComputedFrom() {
        ClaimResult result = judged(cells -> {});

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.HOLDS_IF);
        assertThat(result.cells()).containsExactly("polling-200u-2r-128b-500ms", "polling-200u-2r-128b-500ms-close");
        assertThat(result.noisy()).isEmpty();
        assertThat(result.rule()).contains("0.9 connections for a request");
    }

    @Test
    void aNoisyCellCountsAndIsNamed() {
        ClaimResult result = judged(cells -> cells.get(0).put("validity", "NOISY"));

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.HOLDS_IF);
        assertThat(result.noisy()).containsExactly("polling-200u-2r-128b-500ms");
    }

    @Test
    void anInvalidCellIsNeverAVerdict() {
        ClaimResult result = judged(cells -> {
            cells.get(1).put("validity", "INVALID");
            cells.get(1).put("causes", "3 deliveries missing");
        });

        assertThat(result.verdict().words())
                .isEqualTo("NOT MEASURED HERE: polling-200u-2r-128b-500ms-close is INVALID: 3 deliveries missing");
        assertThat(result.verdict().measures()).isEmpty();
    }

    /** C10 tells what keep-alive saves the server, and C9 tells of nothing but bytes and requests. */
    @Test
    void aClaimAsksForTheVerdictsOfItsFiguresAlone() {
        ClaimResult result = judged(cells -> cells.forEach(ClaimsJudgedTest::spoil));

        assertThat(result.verdict().words())
                .isEqualTo("NOT MEASURED HERE: polling-200u-2r-128b-500ms: latency is INVALID:"
                        + " other processes used 92 % of the CPU");
        List<CellRecord> busy = Stream.of(
                        List.of("polling-200u-2r-128b-500ms", "polling", "200", "0"),
                        List.of("polling-200u-2r-128b-500ms-browser", "polling", "900", "0"),
                        List.of("websocket-200u-2r-100b", "websocket", "0", "2"))
                .map(cell -> {
                    Map<String, String> texts = texts(cell.get(0), "true", 200);
                    texts.put("technique", cell.get(1));
                    texts.put("head_bytes_per_delivery", cell.get(2));
                    texts.put("framing_bytes_per_delivery", cell.get(3));
                    spoil(texts);
                    return cell(texts);
                })
                .toList();
        ClaimResult ofBytes = Claims.chosen(List.of("C9"))
                .judged(busy, Effort.QUICK, Map.of())
                .get(0);

        assertThat(ofBytes.verdict().words()).startsWith("HOLDS IF requests carry what a browser");
        assertThat(ofBytes.noisy()).isEmpty();
    }

    /** As on a machine on which no time means anything. */
    private static void spoil(Map<String, String> texts) {
        texts.putAll(Map.of(
                "validity", "NOISY",
                "validity_exact", "VALID",
                "validity_latency", "INVALID",
                "validity_cost", "NOISY",
                "causes", "other processes used 92 % of the CPU"));
    }

    @Test
    void aCellThatIsNotThereIsNeverAVerdict() {
        assertThat(judged(cells -> cells.remove(1)).verdict().words())
                .isEqualTo("NOT MEASURED HERE: polling-200u-2r-128b-500ms-close was not measured");
    }

    @Test
    void aFigureThatIsNotThereIsNeverAVerdict() {
        assertThat(judged(cells -> cells.get(0).put("latency_p50_us", ""))
                        .verdict()
                        .words())
                .isEqualTo("NOT MEASURED HERE: polling-200u-2r-128b-500ms has no latency_p50_us");
    }

    @Test
    void checksThatWereNotMadeAreNeverAVerdict() {
        ClaimResult result = Claims.chosen(List.of("C18"))
                .judged(List.of(), Effort.QUICK, Map.of())
                .get(0);

        assertThat(result.verdict().words()).startsWith("NOT MEASURED HERE: not checked: our load generator takes");
    }

    @Test
    void theFileGivesTheSameAgain() {
        ClaimsFound found = new ClaimsFound(
                ClaimsFound.SCHEMA_VERSION, "quick", 1, List.of(judged(cells -> {}), judged(cells -> cells.remove(0))));

        assertThat(ClaimsFound.parse("claims.json", found.json())).isEqualTo(found);
        assertThat(found.sentence()).isEqualTo("Of 2 claims 1 holds under a condition and 1 was not measured here");
        assertThatThrownBy(() -> ClaimsFound.parse(
                        "claims.json", found.json().replace("\"schema_version\" : 1", "\"schema_version\" : 2")))
                .isInstanceOf(UsageError.class)
                .hasMessageContaining("schema_version");
        assertThatThrownBy(() -> ClaimsFound.parse("claims.json", found.json().replace("HOLDS_IF", "PERHAPS")))
                .isInstanceOf(UsageError.class)
                .hasMessageContaining("claims.json");
    }

    private static ClaimResult judged(Consumer<List<Map<String, String>>> change) {
        List<Map<String, String>> cells = new ArrayList<>(List.of(
                texts("polling-200u-2r-128b-500ms", "true", 200),
                texts("polling-200u-2r-128b-500ms-close", "false", 1600)));
        change.accept(cells);
        return C10.judged(cells.stream().map(ClaimsJudgedTest::cell).toList(), Effort.QUICK, Map.of())
                .get(0);
    }

    private static Map<String, String> texts(String cell, String keepAlive, int connections) {
        Map<String, String> texts = new LinkedHashMap<>(Map.of(
                "cell", cell,
                "technique", "polling",
                "users", "200",
                "rate_per_s", "2",
                "validity", "VALID",
                "keep_alive", keepAlive,
                "window_connections_opened", Integer.toString(connections),
                "window_requests", "1600",
                "requests_per_delivery", "1",
                "latency_p50_us", "250000"));
        texts.putAll(Map.of(
                "causes", "",
                "server_java_cpu_us_per_delivery", "30",
                "warmup_ms", "1000",
                "warmup_windows", "1",
                "window_ms", "3000",
                "windows", "1"));
        return texts;
    }

    private static CellRecord cell(Map<String, String> texts) {
        Row row = new Row(texts);
        return new CellRecord(row, List.of(row), List.of(), new Histogram(3), List.of(), List.of());
    }

    @Test
    void onlyAVerdictThatNeedsAConditionHasOne() {
        assertThatThrownBy(() -> new Verdict(Outcome.HOLDS_IF, "", "found", List.of(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Verdict(Outcome.HOLDS, "perhaps", "found", List.of(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
