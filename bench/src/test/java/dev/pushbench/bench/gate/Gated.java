package dev.pushbench.bench.gate;

import dev.pushbench.bench.host.HostFacts;
import dev.pushbench.bench.result.CellRecord;
import dev.pushbench.bench.result.Manifest;
import dev.pushbench.bench.result.Row;
import dev.pushbench.bench.result.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** Runs and trials with the few figures that a rule is about, for tests. */
public final class Gated {
    public static final String CELL = "sse-100u";
    public static final String METRIC = "latency_p50_us";

    private Gated() {}

    /** A valid trial in which all came that was expected. */
    public static Row trial(String metric, String figure) {
        return trial(Map.of(metric, figure));
    }

    static Row trial(Map<String, String> texts) {
        Map<String, String> all = new LinkedHashMap<>(Map.of(
                "cell",
                CELL,
                "technique",
                "sse",
                "users",
                "100",
                "validity",
                "VALID",
                "causes",
                "",
                "expected",
                "600"));
        all.putAll(Map.of("delivered", "600", "missing", "0", "duplicate", "0", "out_of_order", "0"));
        all.putAll(texts);
        return new Row(all);
    }

    /** That trial, rejected. */
    static Row invalid(Row trial) {
        Map<String, String> texts = new LinkedHashMap<>(trial.texts());
        texts.put("validity", "INVALID");
        texts.put("causes", "a neighbour was loud");
        return new Row(texts);
    }

    /** That trial, measured on a machine on which no time meant anything: its latency is no result, what it counted is. */
    static Row late(Row trial) {
        Map<String, String> texts = new LinkedHashMap<>(trial.texts());
        texts.putAll(Map.of(
                "validity", "NOISY",
                "validity_exact", "VALID",
                "validity_latency", "INVALID",
                "validity_cost", "NOISY",
                "causes", "other processes used 92 % of the CPU"));
        return new Row(texts);
    }

    /** A cell whose row says what its first trial does. */
    public static CellRecord cell(List<Row> trials) {
        return new CellRecord(trials.get(0), trials, List.of(), new Histogram(3), List.of(), List.of());
    }

    /** A cell with a trial for each figure. */
    static CellRecord cell(String metric, String... figures) {
        return cell(
                List.of(figures).stream().map(figure -> trial(metric, figure)).toList());
    }

    public static Run run(CellRecord... cells) {
        return new Run("a-run", manifest("17.0.15", "-Xmx1g", true), List.of(cells));
    }

    static Manifest manifest(String version, String flag, boolean isComplete) {
        Manifest.Jvm jvm = new Manifest.Jvm("java", version, List.of(flag));
        return new Manifest(
                Manifest.SCHEMA_VERSION,
                isComplete,
                Optional.empty(),
                "smoke",
                new Manifest.Build("1.0", Optional.empty(), Optional.empty()),
                new Manifest.Start("2026-03-04T05:06:07Z", List.of("run")),
                Optional.empty(),
                new Manifest.Machine(
                        HostFacts.ofThisHost(),
                        jvm,
                        jvm,
                        "a core each",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of()));
    }

    /** Pairs whose trials have these figures. */
    static List<PairedTrial> pairs(String metric, List<String> base, List<String> head) {
        List<PairedTrial> pairs = new ArrayList<>();
        for (int i = 0; i < base.size(); i++) {
            pairs.add(new PairedTrial(trial(metric, base.get(i)), trial(metric, head.get(i))));
        }
        return pairs;
    }
}
