package dev.pushbench.client;

import java.util.Optional;

/**
 * How the users of one process fare.
 *
 * @param ready users that can receive
 * @param failed users that never could, or saw what they should not have
 * @param arrived first arrivals of an event at a user, warm-up included
 * @param missedByGap events that users did not get and were told so
 * @param failure what ends the trial early
 * @param said events that users have published
 * @param acknowledged those of them that a server has answered
 */
public record Standing(
        int ready, int failed, long arrived, long missedByGap, Optional<String> failure, long said, long acknowledged) {
    public static final Standing NOTHING_YET = new Standing(0, 0, 0, 0, Optional.empty());

    /** Of users that only read. */
    public Standing(int ready, int failed, long arrived, long missedByGap, Optional<String> failure) {
        this(ready, failed, arrived, missedByGap, failure, 0, 0);
    }

    Standing plus(Standing other) {
        return new Standing(
                ready + other.ready,
                failed + other.failed,
                arrived + other.arrived,
                missedByGap + other.missedByGap,
                failure.or(other::failure),
                said + other.said,
                acknowledged + other.acknowledged);
    }

    /** This, ended by something that the users know nothing of. */
    public Standing endedBy(String reason) {
        return new Standing(ready, failed, arrived, missedByGap, Optional.of(reason), said, acknowledged);
    }
}
