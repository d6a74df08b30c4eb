package dev.pushbench.bench.report;

import dev.pushbench.bench.result.CellRecord;
import dev.pushbench.bench.result.Manifest;
import dev.pushbench.bench.result.Run;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The results as OpenMetrics text, version 1.0.0: a family for each figure of the summary, a sample for each cell. In base units, as the
 * format wants: seconds, bytes, ratios. An invalid cell has its validity, and no figure.
 */
final class OpenMetrics {
    private static final String PREFIX = "pushbench_";
    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final List<String> GRADES = List.of("VALID", "SUSPECT", "INVALID");

    private final StringBuilder text = new StringBuilder();

    private OpenMetrics() {}

    /** The whole text, from the first family to the end mark. */
    static String of(Run run) {
        OpenMetrics metrics = new OpenMetrics();
        metrics.addRun(run);
        metrics.addValidity(run);
        metrics.addFigures(run);
        return metrics.text.append("# EOF\n").toString();
    }

    private void addRun(Run run) {
        Manifest manifest = run.manifest();
        begin(PREFIX + "run", "info", "", "Where the figures come from.");
        text.append(PREFIX).append("run_info{");
        label("run", run.name(), "");
        label("suite", manifest.suite(), ",");
        label("commit", manifest.build().gitSha().orElse("unknown"), ",");
        text.append("} 1\n");
    }

    private void addValidity(Run run) {
        String family = PREFIX + "cell_validity";
        begin(family, "stateset", "", "Whether the figures of a cell are a result.");
        for (CellRecord cell : run.cells()) {
            for (String grade : GRADES) {
                text.append(family).append('{');
                labels(cell);
                label(family, grade, ",");
                text.append("} ")
                        .append(cell.row().validity().equals(grade) ? 1 : 0)
                        .append('\n');
            }
        }
    }

    private void addFigures(Run run) {
        Map<String, String> columns = new TreeMap<>();
        for (CellRecord cell : run.cells()) {
            cell.row()
                    .texts()
                    .keySet()
                    .forEach(column -> columns.put(Family.of(column).name(), column));
        }
        columns.forEach((name, column) -> addFigure(run, Family.of(column), column));
    }

    private void addFigure(Run run, Family family, String column) {
        boolean isBegun = false;
        for (CellRecord cell : run.cells()) {
            String number = cell.row().text(column);
            if (!cell.row().isResult() || !SummaryColumns.isFigure(column, number)) {
                continue;
            }
            if (!isBegun) {
                begin(family.name(), "gauge", family.unit(), "Column " + column + " of summary.csv.");
                isBegun = true;
            }
            text.append(family.name()).append('{');
            labels(cell);
            text.append("} ").append(family.value(number)).append('\n');
        }
    }

    /**
     * A column in the format's terms.
     *
     * @param unit that the name ends with; empty where it ends with none
     * @param factor from the column's unit
     * @param divisor likewise
     */
    private record Family(String name, String unit, BigDecimal factor, BigDecimal divisor) {
        /** Units in names, and what they are in base units. */
        private static final Map<String, BigDecimal> SECONDS =
                Map.of("us", BigDecimal.ONE.movePointLeft(6), "ms", BigDecimal.ONE.movePointLeft(3));

        private static final Map<String, BigDecimal> BYTES =
                Map.of("kib", BigDecimal.valueOf(1 << 10), "mib", BigDecimal.valueOf(1 << 20));

        private static final List<String> UNITS = List.of("seconds", "bytes", "ratio");

        static Family of(String column) {
            List<String> words = new ArrayList<>();
            BigDecimal factor = BigDecimal.ONE;
            BigDecimal divisor = BigDecimal.ONE;
            for (String word : column.toLowerCase(Locale.ROOT).split("_", -1)) {
                factor = factor.multiply(SECONDS.getOrDefault(word, BYTES.getOrDefault(word, BigDecimal.ONE)));
                divisor = word.equals("minute") ? BigDecimal.valueOf(60) : divisor;
                words.add(baseUnit(word));
            }
            String name = PREFIX + String.join("_", words).replaceAll("[^a-z0-9_]", "_");
            String unit = UNITS.stream()
                    .filter(each -> name.endsWith("_" + each))
                    .findFirst()
                    .orElse("");
            return new Family(name, unit, factor, divisor);
        }

        private static String baseUnit(String word) {
            if (SECONDS.containsKey(word) || BYTES.containsKey(word)) {
                return SECONDS.containsKey(word) ? "seconds" : "bytes";
            }
            return switch (word) {
                case "minute" -> "second";
                case "share" -> "ratio";
                default -> word;
            };
        }

        String value(String number) {
            return new BigDecimal(number)
                    .multiply(factor)
                    .divide(divisor, MathContext.DECIMAL64)
                    .stripTrailingZeros()
                    .toPlainString();
        }
    }

    private void begin(String name, String type, String unit, String help) {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException("no name of a metric: " + name);
        }
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        if (!unit.isEmpty()) {
            text.append("# UNIT ").append(name).append(' ').append(unit).append('\n');
        }
        text.append("# HELP ").append(name).append(' ').append(escaped(help)).append('\n');
    }

    private void labels(CellRecord cell) {
        label("cell", cell.row().cell(), "");
        label("technique", cell.row().technique().id(), ",");
        for (String setting : List.of("users", "rate_per_s", "event_bytes", "headers")) {
            label(setting, cell.row().text(setting), ",");
        }
    }

    private void label(String name, String value, String before) {
        text.append(before).append(name).append("=\"").append(escaped(value)).append('"');
    }

    /** OpenMetrics 1.0.0, section "ABNF": backslash, quote and line feed. */
    private static String escaped(String value) {
        return value.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", " ");
    }
}
