package dev.pushbench.bench.gate;

import dev.pushbench.bench.result.Row;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Whether every delivery of some trials came, once, in order and as it was published.
 *
 * @param expected how many deliveries there were to be
 * @param lost how many of them did not come
 * @param duplicate how many came again
 * @param outOfOrder how many came after one that was published later
 * @param altered how many were not what was published, or never published
 * @param uncounted trials without counts, of which nothing is known
 */
record Completeness(long expected, long lost, long duplicate, long outOfOrder, long altered, int uncounted) {
    /** Of all trials, those that are no result among them. */
    static Completeness of(List<Row> trials) {
        long expected = 0;
        long lost = 0;
        long duplicate = 0;
        long outOfOrder = 0;
        long altered = 0;
        int uncounted = 0;
        for (Row trial : trials) {
            Optional<Long> due = count(trial, "expected");
            Optional<Long> delivered = count(trial, "delivered");
            if (due.isEmpty() || delivered.isEmpty() || due.get() == 0) {
                uncounted++;
                continue;
            }
            expected += due.get();
            // Deliveries of the warm-up may be missing too; more than were expected are not as they should be either.
            lost += Math.max(
                    Math.abs(due.get() - delivered.get()),
                    count(trial, "missing").orElse(0L));
            duplicate += count(trial, "duplicate").orElse(0L);
            outOfOrder += count(trial, "out_of_order").orElse(0L);
            altered += count(trial, "altered").orElse(0L)
                    + count(trial, "unpublished").orElse(0L);
        }
        return new Completeness(expected, lost, duplicate, outOfOrder, altered, uncounted);
    }

    private static Optional<Long> count(Row trial, String column) {
        return trial.number(column).map(BigDecimal::longValue);
    }

    /** @param isLossTold whether what did not come was lost; not where a trial may have been cut short */
    Verdict verdict(boolean isLossTold) {
        if (duplicate > 0 || outOfOrder > 0 || altered > 0 || (lost > 0 && isLossTold)) {
            return Verdict.REGRESSION;
        }
        return lost > 0 || uncounted > 0 || expected == 0 ? Verdict.INCONCLUSIVE : Verdict.PASS;
    }

    /** Which share of the expected deliveries came as promised; empty where none was expected. */
    Optional<Double> share() {
        return expected == 0
                ? Optional.empty()
                : Optional.of(Math.max(0, expected - lost - duplicate - outOfOrder - altered) / (double) expected);
    }

    String text() {
        if (expected == 0) {
            return "no delivery was counted";
        }
        String words = expected + " deliveries: " + lost + " lost, " + duplicate + " duplicate, " + outOfOrder
                + " out of order" + (altered == 0 ? "" : ", " + altered + " altered");
        return uncounted == 0 ? words : words + "; trials without counts: " + uncounted;
    }

    /** What was found in the head, beside the base's share where there is one. */
    Finding finding(Rule rule, String cell, Optional<Double> base, boolean isLossTold) {
        return new Finding(
                rule, cell, verdict(isLossTold), true, base, share(), Optional.empty(), Optional.empty(), 0, text());
    }
}
