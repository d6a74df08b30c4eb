package dev.pushbench.bench.gate;

import dev.pushbench.bench.compare.Interval;
import java.util.Optional;

/**
 * What one rule found in one cell.
 *
 * @param cell its name, the same in every run
 * @param counts whether the verdict on the whole heeds it; false for what is only told
 * @param base the base's figure, in the metric's unit; empty where there is none
 * @param head the head's
 * @param ratio of head to base; of the pairs where there are pairs
 * @param interval of the ratio; empty where there is none, or none is needed
 * @param pairs how many trials of base and head were held against each other, side by side; 0 where none were
 * @param text what was compared, with its figures, and why it is inconclusive: a line
 */
public record Finding(
        Rule rule,
        String cell,
        Verdict verdict,
        boolean counts,
        Optional<Double> base,
        Optional<Double> head,
        Optional<Double> ratio,
        Optional<Interval> interval,
        int pairs,
        String text) {
    public Finding {
        if (pairs < 0) {
            throw new IllegalArgumentException("there cannot be fewer pairs than none: " + pairs);
        }
    }

    /** Without a figure: there is nothing to compare. */
    static Finding inconclusive(Rule rule, String cell, boolean counts, String text) {
        return new Finding(
                rule,
                cell,
                Verdict.INCONCLUSIVE,
                counts,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                text);
    }

    /** The same, where the verdict is another for a reason that the text tells. */
    Finding as(Verdict other, boolean stillCounts, String otherText) {
        return new Finding(rule, cell, other, stillCounts, base, head, ratio, interval, pairs, otherText);
    }
}
