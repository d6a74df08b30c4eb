package dev.pushbench.bench.link;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * The network that each user has between itself and the server.
 *
 * @param name as it is written: a preset's, or all its settings
 * @param rtt a round trip without jitter and without waiting for bandwidth: half of it each way; 0 to 10 s
 * @param jitter by which a packet may take longer on either way, evenly distributed from 0; packets do not overtake; 0 to 10 s
 * @param bitsPerSecond of each user's access, on either way; empty for no limit
 * @param dropShare probability that a connection is reset within a second, as long as it stands; 0 to 0.5
 */
public record LinkProfile(String name, Duration rtt, Duration jitter, OptionalLong bitsPerSecond, double dropShare) {
    public static final Duration LONGEST = Duration.ofSeconds(10);
    public static final long LEAST_BITS_PER_SECOND = 1_000;
    public static final long MOST_BITS_PER_SECOND = 10_000_000_000L;
    public static final double MOST_DROP_SHARE = 0.5;

    public LinkProfile {
        require(isWithin(rtt), "rtt", rtt);
        require(isWithin(jitter), "jitter", jitter);
        require(
                bitsPerSecond.isEmpty()
                        || (bitsPerSecond.getAsLong() >= LEAST_BITS_PER_SECOND
                                && bitsPerSecond.getAsLong() <= MOST_BITS_PER_SECOND),
                "bandwidth",
                bitsPerSecond);
        require(dropShare >= 0 && dropShare <= MOST_DROP_SHARE, "drop-connection", dropShare);
    }

    /** The same link under another name. */
    LinkProfile named(String other) {
        return new LinkProfile(other, rtt, jitter, bitsPerSecond, dropShare);
    }

    /** What a packet takes at least, on either way. */
    public Duration oneWay() {
        return rtt.dividedBy(2);
    }

    /** What a packet takes at most, on either way, where it does not wait for others. */
    public Duration longestOneWay() {
        return oneWay().plus(jitter);
    }

    /** In the name of a cell: letters, digits, {@code .} and {@code -} only. */
    public String id() {
        return name.replace("=", "").replace(',', '-');
    }

    @Override
    public String toString() {
        return name;
    }

    private static boolean isWithin(Duration time) {
        return !time.isNegative() && time.compareTo(LONGEST) <= 0;
    }

    private static void require(boolean holds, String setting, Object given) {
        if (!holds) {
            throw new IllegalArgumentException(setting + " of a link out of range: " + given);
        }
    }
}
