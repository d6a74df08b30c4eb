package dev.pushbench.bench.ab;

import java.util.List;

/**
 * A moment at which the pairs measured so far are judged, and by which share of all unchanged builds may be called changed, in one direction.
 *
 * <p>A comparison that may end early asks more than once, and each time it may be wrong. The shares of all looks add up to those of a single
 * one at the end, so that whatever is dependent between looks, unchanged builds are called changed no more often (Bonferroni's inequality; an
 * error-spending rule in the sense of Lan and DeMets, <i>Discrete Sequential Boundaries for Clinical Trials</i>, 1983, with the spending fixed in
 * advance). To end early because nothing is the matter costs no error at all.
 *
 * @param pairs that are judged: all so far
 * @param tail one-sided
 */
record Look(int pairs, double tail) {
    /** Of one look, or of all together. */
    static final double WHOLE_TAIL = 0.025;

    /** With fewer pairs not even pairs that all agree are rare enough: 1 of 2⁵ is 3 %. */
    static final int LEAST_PAIRS = 6;

    /** All of seven pairs agree by chance in 1 of 2⁷ cases, 0.78 %: the least that an early look can be asked for. */
    private static final int LEAST_EARLY_PAIRS = 7;

    private static final double EARLY_TAIL = 0.008;
    private static final double EARLY_SHARE = 0.7;

    /** One when all are measured, and where there are more than seven one at seven tenths of them. */
    static List<Look> of(int pairs) {
        int early = Math.max(LEAST_EARLY_PAIRS, (int) Math.round(EARLY_SHARE * pairs));
        return early < pairs
                ? List.of(new Look(early, EARLY_TAIL), new Look(pairs, WHOLE_TAIL - EARLY_TAIL))
                : List.of(new Look(pairs, WHOLE_TAIL));
    }
}
