package dev.pushbench.client;

import dev.pushbench.client.user.Manner;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * How users come, ask and read, and what befalls their server.
 *
 * @param pollsAligned whether all users poll at the same instants, instead of one after the other
 * @param pairGap events come in pairs, the second so long after the first; 0 where each is due by itself
 * @param churnPerSecond users that leave in a second, each replaced at once; 0 for none
 * @param slow who reads slowly
 * @param restart whether the server is killed in the middle of the first window, and started again
 */
public record Conduct(boolean pollsAligned, Duration pairGap, double churnPerSecond, Slow slow, boolean restart) {
    public static final double MOST_CHURN_PER_SECOND = 1_000;
    public static final Conduct USUAL = new Conduct(false, Duration.ZERO, 0, Slow.NOBODY, false);

    public Conduct {
        require(!pairGap.isNegative(), "the gap of a pair must be at least 0, not " + pairGap);
        require(
                churnPerSecond >= 0 && churnPerSecond <= MOST_CHURN_PER_SECOND,
                "churn must be 0 to " + MOST_CHURN_PER_SECOND + " users per second, not " + churnPerSecond);
    }

    /**
     * Users that read slowly from the first window on, and fast again after the last.
     *
     * @param share of all users, 0 to 1
     * @param bytesPerSecond that each of them reads; 0 for nothing
     */
    public record Slow(double share, int bytesPerSecond) {
        public static final Slow NOBODY = new Slow(0, 0);

        public Slow {
            check(share >= 0 && share <= 1, "the share of slow readers must be 0 to 1, not " + share);
            check(bytesPerSecond >= 0, "a slow reader's bytes per second must be at least 0, not " + bytesPerSecond);
        }

        /** Its own, because that of the conduct would set up {@link Conduct#USUAL} before there is a {@link #NOBODY}. */
        private static void check(boolean holds, String message) {
            if (!holds) {
                throw new IllegalArgumentException(message);
            }
        }

        /** How many of so many users. */
        public int users(int ofAll) {
            return (int) Math.round(share * ofAll);
        }

        /** Whether that user, counted from 0, is one of them: they are spread evenly over all. */
        boolean is(int user, int ofAll) {
            long slow = users(ofAll);
            return (user + 1) * slow / ofAll > user * slow / ofAll;
        }
    }

    public Conduct withPollsAligned(boolean aligned) {
        return new Conduct(aligned, pairGap, churnPerSecond, slow, restart);
    }

    public Conduct withPairGap(Duration gap) {
        return new Conduct(pollsAligned, gap, churnPerSecond, slow, restart);
    }

    public Conduct withChurn(double perSecond) {
        return new Conduct(pollsAligned, pairGap, perSecond, slow, restart);
    }

    public Conduct withSlow(Slow other) {
        return new Conduct(pollsAligned, pairGap, churnPerSecond, other, restart);
    }

    public Conduct withRestart() {
        return new Conduct(pollsAligned, pairGap, churnPerSecond, slow, true);
    }

    /** Whether one process can play it for all users, and no more than one: it must know of all of them, or of their server. */
    public boolean needsOnePair() {
        return !withPollsAligned(false).equals(USUAL);
    }

    public boolean inPairs() {
        return !pairGap.isZero();
    }

    /** Whether it is looked at what an event makes users ask. */
    public boolean looksForHerds() {
        return inPairs() || pollsAligned;
    }

    public boolean hasChurn() {
        return churnPerSecond > 0;
    }

    /** How that user, counted from 0, comes and reads. */
    Manner manner(int user, int ofAll) {
        Manner.Slowness slowness =
                slow.is(user, ofAll) ? new Manner.Slowness(true, slow.bytesPerSecond()) : Manner.Slowness.NONE;
        return new Manner(restart, false, slowness);
    }

    /** What differs from the usual, where one word must tell it: letters, digits, {@code .} and {@code -}; empty where nothing does. */
    String id() {
        StringBuilder id = new StringBuilder();
        if (pollsAligned) {
            id.append("-aligned");
        }
        if (inPairs()) {
            id.append("-gap").append(millis(pairGap)).append("ms");
        }
        if (hasChurn()) {
            id.append("-churn").append(plain(churnPerSecond));
        }
        if (slow.share() > 0) {
            id.append("-slow")
                    .append(plain(slow.share()))
                    .append('-')
                    .append(slow.bytesPerSecond())
                    .append("bps");
        }
        return id.toString();
    }

    /** Exact. */
    private static String millis(Duration time) {
        return BigDecimal.valueOf(time.toNanos(), 6).stripTrailingZeros().toPlainString();
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
