package dev.pushbench.bench.claim;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/**
 * Where along something that was varied the answer to a question changes.
 *
 * <p>Steps at which it cannot be told are passed over, as long as the others still say on which side what is. Where a yes is left and
 * no step says no, the yes stands for as far as it goes.
 *
 * @param kind on which side it is so
 * @param yes the step furthest to the other side at which it is so; empty where it is so nowhere, or everywhere
 * @param no the step next to it at which it is not; empty where none says so
 */
record Border(Kind kind, OptionalDouble yes, OptionalDouble no) {
    /** What the steps say together. */
    enum Kind {
        /** At each step. */
        EVERYWHERE,
        /** At no step. */
        NOWHERE,
        /** From the lowest step up to {@code yes}. */
        UP_TO,
        /** From {@code yes} up to the highest step. */
        FROM,
        /** The steps say nothing, or change more than once. */
        UNCLEAR
    }

    /** @param at how much of what was varied */
    record Step(double at, Told told) {}

    /** @param steps at least one, in any order */
    static Border of(List<Step> steps) {
        List<Step> sorted =
                steps.stream().sorted(Comparator.comparingDouble(Step::at)).toList();
        double[] yes = at(sorted, Told.YES);
        double[] no = at(sorted, Told.NO);
        if (yes.length == sorted.size()) {
            return without(Kind.EVERYWHERE);
        }
        if (no.length == sorted.size()) {
            return without(Kind.NOWHERE);
        }
        if (yes.length == 0) {
            return without(Kind.UNCLEAR);
        }
        if (no.length == 0) {
            return withoutNo(sorted, yes);
        }
        if (yes[yes.length - 1] < no[0]) {
            return new Border(Kind.UP_TO, OptionalDouble.of(yes[yes.length - 1]), OptionalDouble.of(no[0]));
        }
        return no[no.length - 1] < yes[0]
                ? new Border(Kind.FROM, OptionalDouble.of(yes[0]), OptionalDouble.of(no[no.length - 1]))
                : without(Kind.UNCLEAR);
    }

    /** The rest is unsure: it is so at one end, or there is no saying where. */
    private static Border withoutNo(List<Step> sorted, double[] yes) {
        long unsureBelow = sorted.stream().filter(step -> step.at() < yes[0]).count();
        boolean isWhole = yes[yes.length - 1]
                == sorted.get((int) unsureBelow + yes.length - 1).at();
        boolean reachesTop =
                yes[yes.length - 1] == sorted.get(sorted.size() - 1).at();
        if (!isWhole) {
            return without(Kind.UNCLEAR);
        }
        if (unsureBelow == 0) {
            return new Border(Kind.UP_TO, OptionalDouble.of(yes[yes.length - 1]), OptionalDouble.empty());
        }
        return reachesTop
                ? new Border(Kind.FROM, OptionalDouble.of(yes[0]), OptionalDouble.empty())
                : without(Kind.UNCLEAR);
    }

    private static double[] at(List<Step> sorted, Told told) {
        return sorted.stream()
                .filter(step -> step.told() == told)
                .mapToDouble(Step::at)
                .toArray();
    }

    private static Border without(Kind kind) {
        return new Border(kind, OptionalDouble.empty(), OptionalDouble.empty());
    }

    /** What a condition says of the step beyond the last yes: {@code (at 5 no longer)}. */
    String beyond(DoubleFunction<String> words) {
        return no.isPresent() ? "at " + words.apply(no.getAsDouble()) + " no longer" : "beyond, this run cannot tell";
    }
}
