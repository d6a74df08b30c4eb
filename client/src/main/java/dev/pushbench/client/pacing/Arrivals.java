package dev.pushbench.client.pacing;

import java.time.Duration;

/**
 * In which pattern events are due, whatever their rate is.
 *
 * @param atOnce how many events are due at the same instant, of a burst; 1 of every other pattern
 * @param seed of what is drawn; the same seed gives the same instants, so that techniques are held against each other with the same events
 */
public record Arrivals(Pattern pattern, int atOnce, long seed) {
    /** With which patterns are drawn that nobody gave a seed for. With it the first event comes earlier than in the mean. */
    public static final long DEFAULT_SEED = 1;

    public static final int MOST_AT_ONCE = 100_000;

    public static final Arrivals CONSTANT = new Arrivals(Pattern.CONSTANT, 1, DEFAULT_SEED);
    public static final Arrivals POISSON = new Arrivals(Pattern.POISSON, 1, DEFAULT_SEED);
    public static final Arrivals NONE = new Arrivals(Pattern.NONE, 1, DEFAULT_SEED);

    /** What an instant has to do with the one before. */
    public enum Pattern {
        /** Equal distances, like a ticker. */
        CONSTANT("constant"),
        /** Nothing: independent instants, like what many people do (a Poisson process). */
        POISSON("poisson"),
        /** Some events at once, then silence until the next ones. */
        BURST("burst"),
        /** Nothing is ever due. */
        NONE("none");

        private final String id;

        Pattern(String id) {
            this.id = id;
        }

        /** As it stands in a suite. */
        public String id() {
            return id;
        }
    }

    public Arrivals {
        if (atOnce < 1 || atOnce > MOST_AT_ONCE || (atOnce > 1 && pattern != Pattern.BURST)) {
            throw new IllegalArgumentException("events at once must be 1 to " + MOST_AT_ONCE
                    + ", and 1 where it is no burst, not " + atOnce + " of " + pattern.id());
        }
    }

    /** Bursts of so many events. */
    public static Arrivals burst(int atOnce) {
        return new Arrivals(Pattern.BURST, atOnce, DEFAULT_SEED);
    }

    /**
     * The instants.
     *
     * @param perSecond how many in the mean; any number where nothing is ever due
     * @param horizon the longest time of which they will be asked for; later ones are right too, and take longer
     */
    public FireTimes fireTimes(double perSecond, Duration horizon) {
        return switch (pattern) {
            case CONSTANT -> FireTimes.constantRate(perSecond);
            case POISSON -> FireTimes.poisson(perSecond, seed, horizon);
            case BURST -> FireTimes.bursts(perSecond, atOnce);
            case NONE -> FireTimes.never();
        };
    }
}
