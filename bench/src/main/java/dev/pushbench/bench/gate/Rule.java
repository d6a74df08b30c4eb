package dev.pushbench.bench.gate;

import dev.pushbench.bench.compare.Interval;
import dev.pushbench.protocol.Technique;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What is asked of one figure.
 *
 * @param metric a column of {@code trials.csv}, unit included, or {@value #COMPLETENESS}
 * @param limit from which share on a difference counts: 0.1 is 10 %, 0 is any
 * @param noise of a timed rule: where the interval of the ratio reaches further than this share to the worse, and there is no regression, it
 *     cannot be told that there is none; {@value #USUAL_NOISE} where nothing is said
 * @param techniques that it is asked of; empty for all
 * @param basis what an exact rule needs of both runs
 */
public record Rule(
        Tier tier,
        String metric,
        Direction better,
        double limit,
        Optional<Double> noise,
        Set<Technique> techniques,
        Basis basis) {
    /** Not a column: whether every delivery came, once and in order. */
    public static final String COMPLETENESS = "completeness";

    static final double USUAL_NOISE = 0.5;

    /** Medians and ratios of decimals are off by less than this. */
    private static final double ROUNDING = 1e-9;

    public Rule {
        if (metric.isBlank()) {
            throw new IllegalArgumentException("a rule must name a metric");
        }
        if (!(limit >= 0 && limit < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a limit must be 0 or more: " + limit);
        }
        if (noise.isPresent() && !(noise.get() > 0 && noise.get() < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("noise must be above 0: " + noise.get());
        }
        if (tier != Tier.TIMED && noise.isPresent()) {
            throw new IllegalArgumentException("only a timed rule has a limit of noise: " + metric);
        }
        if (metric.equals(COMPLETENESS) && (tier != Tier.EXACT || better != Direction.HIGHER || limit != 0)) {
            throw new IllegalArgumentException(COMPLETENESS + " must be exact, higher, with a limit of 0");
        }
        noise = tier == Tier.TIMED ? noise.or(() -> Optional.of(USUAL_NOISE)) : noise;
        Set<Technique> copy = EnumSet.noneOf(Technique.class);
        copy.addAll(techniques);
        techniques = Collections.unmodifiableSet(copy);
    }

    /** A rule for all techniques that judges wherever it was measured. */
    public static Rule of(Tier tier, String metric, Direction better, double limit) {
        return new Rule(tier, metric, better, limit, Optional.empty(), Set.of(), Basis.ANYWHERE);
    }

    /** That every delivery comes, once and in order. */
    public static Rule completeness() {
        return of(Tier.EXACT, COMPLETENESS, Direction.HIGHER, 0);
    }

    boolean isOfCompleteness() {
        return metric.equals(COMPLETENESS);
    }

    /** Whether it is asked of that technique. */
    public boolean appliesTo(Technique technique) {
        return techniques.isEmpty() || techniques.contains(technique);
    }

    /** Whether there is a technique that both are asked of, about the same metric. */
    public boolean overlaps(Rule other) {
        return metric.equals(other.metric)
                && (techniques.isEmpty()
                        || other.techniques.isEmpty()
                        || techniques.stream().anyMatch(other.techniques::contains));
    }

    /** Whether a head that has this factor of the base's figure is worse by more than the limit. */
    boolean isWorse(double ratio) {
        return switch (better) {
            case LOWER -> isAbove(ratio);
            case HIGHER -> isBelow(ratio);
            case SAME -> isAbove(ratio) || isBelow(ratio);
        };
    }

    /** Whether such a head is better by more than the limit. */
    boolean isBetter(double ratio) {
        return switch (better) {
            case LOWER -> isBelow(ratio);
            case HIGHER -> isAbove(ratio);
            case SAME -> false;
        };
    }

    /** Of a ratio that there is no doubt about. */
    Verdict verdict(double ratio) {
        if (isWorse(ratio)) {
            return Verdict.REGRESSION;
        }
        return isBetter(ratio) ? Verdict.IMPROVEMENT : Verdict.PASS;
    }

    /** Of an estimate: beyond the limit and surely on that side of 1, or neither; or so unsure that nothing can be told. */
    Verdict verdict(double ratio, Interval interval) {
        boolean isSure = interval.low() > 1 + ROUNDING || interval.high() < 1 - ROUNDING;
        Verdict verdict = isSure ? verdict(ratio) : Verdict.PASS;
        return verdict == Verdict.PASS && isTooNoisy(interval) ? Verdict.INCONCLUSIVE : verdict;
    }

    /** Whether the interval reaches so far to the worse that a regression could hide in it. */
    private boolean isTooNoisy(Interval interval) {
        return noise.filter(most -> {
                    boolean isHighTooHigh = interval.high() > 1 + most;
                    boolean isLowTooLow = interval.low() * (1 + most) < 1;
                    return switch (better) {
                        case LOWER -> isHighTooHigh;
                        case HIGHER -> isLowTooLow;
                        case SAME -> isHighTooHigh || isLowTooLow;
                    };
                })
                .isPresent();
    }

    /** Whether a head that has this factor of the base's figure is worse by more than half the limit. */
    boolean isWorseByHalf(double ratio) {
        double half = 1 + limit / 2;
        return switch (better) {
            case LOWER -> ratio > half;
            case HIGHER -> ratio * half < 1;
            case SAME -> ratio > half || ratio * half < 1;
        };
    }

    private boolean isAbove(double ratio) {
        return ratio > (1 + limit) * (1 + ROUNDING);
    }

    /** As far below as {@link #isAbove} is above: twice as much undoes half as much. */
    private boolean isBelow(double ratio) {
        return ratio * (1 + limit) * (1 + ROUNDING) < 1;
    }
}
