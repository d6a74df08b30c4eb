package dev.pushbench.bench.capacity;

import dev.pushbench.bench.capacity.Finding.Outcome;
import java.util.OptionalDouble;
import java.util.TreeSet;

/**
 * Looks for the highest step that is met, one step after the other.
 *
 * <pre>
 *   CLIMB ──missed, and again──▶ BISECT ──near enough──▶ CONFIRM ──met again──▶ OVER
 *     │ │                           ▲                     ▲  │
 *     │ │                           └──missed: below it───┼──┘
 *     │ └──the most is met, or the generator at its limit─┘
 *     └──the first is missed, and again──▶ OVER
 * </pre>
 *
 * A step of the climb that is missed is measured again before it is believed, and so is a step that was disturbed; both together at most
 * {@value #MOST_REPEATS} times. No state but what was told: the same verdicts lead to the same steps.
 */
public final class Search {
    private static final int MOST_REPEATS = 3;
    private static final int MOST_CONFIRMATIONS = 3;

    private final Ladder ladder;
    private final TreeSet<Double> met = new TreeSet<>();
    private Stage stage = Stage.CLIMB;
    private double current;
    private boolean isRepeat;
    private int repeats;
    private int bisections;
    private int confirmations;
    private int steps;
    private boolean isConfirmed;
    private boolean isOpenAbove;
    private OptionalDouble missedAt = OptionalDouble.empty();
    private String why = "the search was cut short";

    private enum Stage {
        CLIMB,
        BISECT,
        CONFIRM,
        OVER
    }

    public Search(Ladder ladder) {
        this.ladder = ladder;
        this.current = ladder.from();
    }

    /** The step to be measured now; empty where the search is over. */
    public OptionalDouble next() {
        return stage == Stage.OVER ? OptionalDouble.empty() : OptionalDouble.of(current);
    }

    /** How many steps there can be at most, whatever comes of each. */
    public static int mostSteps(Ladder ladder) {
        return ladder.climb().size() + MOST_REPEATS + ladder.bisections() + MOST_CONFIRMATIONS;
    }

    /** How many can still come. */
    public int mostStepsLeft() {
        int climb =
                (int) ladder.climb().stream().filter(step -> step >= current).count();
        int besides = ladder.bisections() - bisections + MOST_CONFIRMATIONS - confirmations + MOST_REPEATS - repeats;
        return switch (stage) {
            case CLIMB -> climb + besides;
            case BISECT, CONFIRM -> 1 + besides;
            case OVER -> 0;
        };
    }

    /** Tells what came of {@link #next}. */
    public void came(Judged judged) {
        if (stage == Stage.OVER) {
            throw new IllegalStateException("the search is over: " + finding());
        }
        steps++;
        switch (judged.verdict()) {
            case MET -> stepMet();
            case MISSED -> stepMissed(judged.why());
            case GENERATOR_LIMIT ->
                end("at " + Ladder.text(current) + " the load generator was at its limit, not the server: "
                        + judged.why());
            case DISTURBED -> stepDisturbed(judged.why());
        }
    }

    /** What is known: at the end of the search the answer, before it what can be said so far. */
    public Finding finding() {
        OptionalDouble amount = met.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(met.last());
        return new Finding(outcome(), amount, isConfirmed, missedAt, why, steps);
    }

    private Outcome outcome() {
        boolean isBounded = stage == Stage.OVER && !isOpenAbove;
        if (met.isEmpty()) {
            return isBounded ? Outcome.BELOW : Outcome.NONE;
        }
        return isBounded ? Outcome.KNEE : Outcome.AT_LEAST;
    }

    private void stepMet() {
        isRepeat = false;
        met.add(current);
        switch (stage) {
            case CLIMB -> {
                OptionalDouble above = ladder.above(current);
                if (above.isPresent()) {
                    current = above.getAsDouble();
                } else {
                    end("met up to the most that was asked for");
                }
            }
            case BISECT -> bisect();
            case CONFIRM -> {
                isConfirmed = true;
                stage = Stage.OVER;
            }
            case OVER -> throw new IllegalStateException("over");
        }
    }

    private void stepMissed(String reason) {
        if (stage == Stage.CLIMB && repeats()) {
            return;
        }
        isRepeat = false;
        missedAt = OptionalDouble.of(current);
        if (stage == Stage.CONFIRM) {
            met.remove(current);
            isOpenAbove = false; // for this one is missed
        }
        why = reason;
        if (met.isEmpty()) {
            stage = Stage.OVER;
        } else {
            stage = Stage.BISECT;
            bisect();
        }
    }

    private void stepDisturbed(String reason) {
        if (repeats()) {
            return;
        }
        if (stage == Stage.CONFIRM) {
            why += "; not confirmed, for the second measurement could not be judged: " + reason;
            stage = Stage.OVER;
        } else {
            end(Ladder.text(current) + " could not be judged: " + reason);
        }
    }

    /** Whether the step is measured once more; not a third time, and not where there was too much of that already. */
    private boolean repeats() {
        if (isRepeat || repeats == MOST_REPEATS) {
            return false;
        }
        isRepeat = true;
        repeats++;
        return true;
    }

    private void bisect() {
        OptionalDouble between = ladder.between(met.last(), missedAt.orElseThrow());
        if (between.isPresent() && bisections < ladder.bisections()) {
            bisections++;
            current = between.getAsDouble();
        } else {
            confirm();
        }
    }

    private void confirm() {
        stage = Stage.CONFIRM;
        if (met.isEmpty() || confirmations == MOST_CONFIRMATIONS) {
            stage = Stage.OVER;
        } else {
            confirmations++;
            current = met.last();
        }
    }

    /** No step above can be judged: what was met so far is confirmed, and is all that can be said. */
    private void end(String reason) {
        isRepeat = false;
        isOpenAbove = true;
        why = reason;
        if (stage == Stage.CONFIRM) {
            stage = Stage.OVER;
        } else {
            confirm();
        }
    }
}
