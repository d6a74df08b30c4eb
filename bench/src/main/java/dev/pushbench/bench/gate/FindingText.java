package dev.pushbench.bench.gate;

import dev.pushbench.bench.compare.Interval;
import dev.pushbench.bench.input.UsageError;
import dev.pushbench.bench.result.FigureColumns;
import dev.pushbench.bench.result.FigureGroup;
import dev.pushbench.bench.result.Row;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** The line that a finding is told in, part by part. */
final class FindingText {
    private static final MathContext COUNTED = new MathContext(8);
    private static final MathContext MEASURED = new MathContext(4);
    private static final MathContext SHARE = new MathContext(3);

    private FindingText() {}

    /** Both figures, and the unit once. */
    static String figures(Rule rule, double base, double head) {
        MathContext digits = rule.tier() == Tier.EXACT ? COUNTED : MEASURED;
        String unit = FigureColumns.unit(rule.metric()).map(word -> " " + word).orElse("");
        return "base " + number(base, digits) + ", head " + number(head, digits) + unit;
    }

    /** By how much the head is above the base: {@code +6.02 %}. */
    static String change(double ratio) {
        if (ratio == 1) {
            return "the same";
        }
        return (ratio > 1 ? "+" : "") + number((ratio - 1) * 100, SHARE) + " %";
    }

    static String interval(Interval interval, double tail) {
        return number((1 - 2 * tail) * 100, MEASURED) + " % interval " + factor(interval.low()) + " to "
                + factor(interval.high());
    }

    static String factor(double ratio) {
        return String.format(Locale.ROOT, "%.3f", ratio);
    }

    static String limit(Rule rule) {
        String words = "limit " + share(rule.limit());
        return rule.better() == Direction.SAME ? words + " either way" : words;
    }

    /** {@code 10 %}. */
    static String share(double share) {
        return number(share * 100, MEASURED) + " %";
    }

    /** That what the rule asks for is no result there, and why, shortened. */
    static String invalid(Rule rule, String where, Row row) {
        String group = row.isResult() ? FigureGroup.ofColumn(rule.metric()).id() + " " : "";
        String causes = row.text("causes");
        return group + "INVALID " + where + (causes.isEmpty() ? "" : ": " + UsageError.shown(causes));
    }

    private static String number(double value, MathContext digits) {
        BigDecimal rounded = BigDecimal.valueOf(value).round(digits).stripTrailingZeros();
        return rounded.toPlainString();
    }
}
