package dev.pushbench.bench;

import dev.pushbench.bench.compare.Difference;
import dev.pushbench.bench.compare.Interval;
import dev.pushbench.bench.compare.Sample;
import dev.pushbench.bench.result.FigureGroup;
import dev.pushbench.bench.result.Run;
import dev.pushbench.bench.text.TextTable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Two runs side by side, for a terminal and for JSON: for each cell that both have and each metric the median trials and their ratio. */
final class CompareTable {
    private static final List<String> TITLES = List.of("cell", "metric", "A", "B", "B/A", "95 % interval", "");
    private static final String NOT_COMPARED = "not compared";
    private static final MathContext MEASURED = new MathContext(4);
    private static final MathContext COUNTED = new MathContext(8);

    private final ComparedRuns runs;

    CompareTable(ComparedRuns runs) {
        this.runs = runs;
    }

    /** Without an end of line after the last. */
    String text() {
        List<String> lines = new ArrayList<>();
        lines.add("A: " + told(runs.base()));
        lines.add("B: " + told(runs.other()));
        runs.conditionsThatDiffer().forEach(difference -> lines.add("Not the same: " + difference));
        lines.add("");
        List<List<String>> rows = new ArrayList<>();
        rows.add(TITLES);
        runs.pairs().forEach(pair -> rows.addAll(rows(pair)));
        lines.add(TextTable.of(rows));
        runs.onlyInBase().forEach(cell -> lines.add("Only in A: " + cell));
        runs.onlyInOther().forEach(cell -> lines.add("Only in B: " + cell));
        return String.join(System.lineSeparator(), lines);
    }

    private static String told(Run run) {
        return run.name() + (run.manifest().complete() ? "" : " (did not come to its end)");
    }

    private static List<List<String>> rows(ComparedRuns.Pair pair) {
        if (!pair.areResults()) {
            return List.of(List.of(
                    pair.cell(),
                    "validity",
                    pair.base().row().validity(),
                    pair.other().row().validity(),
                    TextTable.NOT_MEASURED,
                    TextTable.NOT_MEASURED,
                    NOT_COMPARED));
        }
        List<List<String>> rows = new ArrayList<>();
        for (ComparedMetric metric : ComparedMetric.values()) {
            Optional<Sample> base = metric.sample(pair.base());
            Optional<Sample> other = metric.sample(pair.other());
            if (!pair.areUsable(metric.column())) {
                rows.add(notCompared(pair, metric));
            } else if (base.isPresent() || other.isPresent()) {
                rows.add(row(pair.cell(), metric, base, other));
            }
        }
        return rows;
    }

    /** With the verdicts on the figure's group in place of the figures. */
    private static List<String> notCompared(ComparedRuns.Pair pair, ComparedMetric metric) {
        FigureGroup group = FigureGroup.ofColumn(metric.column());
        return List.of(
                pair.cell(),
                metric.column(),
                pair.base().row().grade(group).name(),
                pair.other().row().grade(group).name(),
                TextTable.NOT_MEASURED,
                TextTable.NOT_MEASURED,
                NOT_COMPARED);
    }

    private static List<String> row(String cell, ComparedMetric metric, Optional<Sample> base, Optional<Sample> other) {
        Optional<Difference> difference = difference(metric, base, other);
        return List.of(
                cell,
                metric.column(),
                median(metric, base),
                median(metric, other),
                difference.flatMap(Difference::ratio).map(CompareTable::factor).orElse(TextTable.NOT_MEASURED),
                difference.flatMap(Difference::interval).map(CompareTable::text).orElse(TextTable.NOT_MEASURED),
                difference.map(found -> word(found.kind())).orElse("not measured in both"));
    }

    private static Optional<Difference> difference(
            ComparedMetric metric, Optional<Sample> base, Optional<Sample> other) {
        return base.flatMap(mine -> other.map(theirs -> Difference.of(mine, theirs, metric.isExact())));
    }

    private static String median(ComparedMetric metric, Optional<Sample> sample) {
        return sample.map(found -> BigDecimal.valueOf(found.median())
                        .round(metric.isExact() ? COUNTED : MEASURED)
                        .stripTrailingZeros()
                        .toPlainString())
                .orElse(TextTable.NOT_MEASURED);
    }

    private static String factor(double ratio) {
        return String.format(Locale.ROOT, "%.3f", ratio);
    }

    private static String text(Interval interval) {
        return factor(interval.low()) + " to " + factor(interval.high());
    }

    private static String word(Difference.Kind kind) {
        return switch (kind) {
            case EQUAL -> "=";
            case LOWER -> "B lower";
            case HIGHER -> "B higher";
            case NOT_TOLD_APART -> "~";
            case TOO_FEW -> "n too small";
            case NO_RATIO -> "no ratio";
        };
    }

    /** The same for JSON; what is not there is left out. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("a", run(runs.base()));
        fields.put("b", run(runs.other()));
        fields.put("not_the_same", runs.conditionsThatDiffer());
        fields.put("cells", runs.pairs().stream().map(CompareTable::fields).toList());
        fields.put("only_in_a", runs.onlyInBase());
        fields.put("only_in_b", runs.onlyInOther());
        return fields;
    }

    private static Map<String, Object> run(Run run) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("run", run.name());
        fields.put("complete", run.manifest().complete());
        return fields;
    }

    private static Map<String, Object> fields(ComparedRuns.Pair pair) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("cell", pair.cell());
        fields.put("validity_a", pair.base().row().validity());
        fields.put("validity_b", pair.other().row().validity());
        if (pair.areResults()) {
            List<Map<String, Object>> metrics = new ArrayList<>();
            for (ComparedMetric metric : ComparedMetric.values()) {
                metrics.add(
                        pair.areUsable(metric.column())
                                ? fields(metric, metric.sample(pair.base()), metric.sample(pair.other()))
                                : Map.of("metric", metric.column(), "says", NOT_COMPARED.replace(' ', '_')));
            }
            fields.put("metrics", metrics);
        }
        return fields;
    }

    private static Map<String, Object> fields(ComparedMetric metric, Optional<Sample> base, Optional<Sample> other) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("metric", metric.column());
        base.ifPresent(sample -> fields.put("a", sample.median()));
        other.ifPresent(sample -> fields.put("b", sample.median()));
        fields.put("n_a", base.map(Sample::size).orElse(0));
        fields.put("n_b", other.map(Sample::size).orElse(0));
        difference(metric, base, other).ifPresent(difference -> {
            difference.ratio().ifPresent(ratio -> fields.put("ratio", ratio));
            difference.interval().ifPresent(interval -> {
                fields.put("ci_low", interval.low());
                fields.put("ci_high", interval.high());
            });
            fields.put("says", difference.kind().name().toLowerCase(Locale.ROOT));
        });
        return fields;
    }
}
