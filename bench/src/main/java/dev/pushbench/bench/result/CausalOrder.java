package dev.pushbench.bench.result;

import dev.pushbench.bench.result.Validity.Cause;
import dev.pushbench.bench.result.Validity.Origin;
import java.util.Comparator;
import java.util.List;

/**
 * Sorts causes so that each comes before those that it explains. A busy machine explains threads that wait for a core, and these a
 * publisher that is late; so the first cause is the root cause.
 */
final class CausalOrder {
    private final boolean isMachineOverloaded;

    private CausalOrder(List<Cause> causes) {
        isMachineOverloaded = causes.stream()
                .anyMatch(cause -> cause.flaw().origin() == Origin.MACHINE && cause.grade() == Grade.INVALID);
    }

    /** Those of one place by how bad they are, and otherwise as they were. */
    static List<Cause> sorted(List<Cause> causes) {
        CausalOrder order = new CausalOrder(causes);
        return causes.stream()
                .sorted(Comparator.comparingInt(order::place).thenComparing(Cause::grade, Comparator.reverseOrder()))
                .toList();
    }

    private int place(Cause cause) {
        return switch (cause.flaw().origin()) {
            case TRIAL -> 0;
            case DELIVERIES -> 1;
            // What an overloaded machine keeps from arriving in time is missing; a less busy one loses nothing.
            case LOSS -> isMachineOverloaded ? 5 : 2;
            // A process at its limit is no consequence of a machine that is only a little busy.
            case OWN_LIMIT -> cause.grade() == Grade.INVALID && !isMachineOverloaded ? 3 : 6;
            case MACHINE -> 4;
            case SCHEDULING -> 7;
            case LATENESS -> 8;
            case DRIFT -> 9;
        };
    }
}
