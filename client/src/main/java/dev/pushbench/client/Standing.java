package dev.pushbench.client;

import java.util.Optional;

/**
 * How the users of one process fare.
 *
 * @param ready users that can receive
 * @param failed users that never could, or saw what they should not have
 * @param arrived first arrivals of an event at a user, warm-up included
 * @param excused events that users did not get and are not waited for: they were told so, or it is nobody's fault
 * @param slowSettled of users that read slowly on purpose, arrivals and what they were told they missed; not among the others
 * @param failure what ends the trial early
 * @param said events that users have published
 * @param acknowledged those of them that a server has answered
 */
public record Standing(
        int ready,
        int failed,
        long arrived,
        long excused,
        long slowSettled,
        Optional<String> failure,
        long said,
        long acknowledged) {
    public static final Standing NOTHING_YET = new Standing(0, 0, 0, 0, 0, Optional.empty(), 0, 0);

    Standing plus(Standing other) {
        return new Standing(
                ready + other.ready,
                failed + other.failed,
                arrived + other.arrived,
                excused + other.excused,
                slowSettled + other.slowSettled,
                failure.or(other::failure),
                said + other.said,
                acknowledged + other.acknowledged);
    }

    /** This, ended by something that the users know nothing of. */
    public Standing endedBy(String reason) {
        return new Standing(ready, failed, arrived, excused, slowSettled, Optional.of(reason), said, acknowledged);
    }
}
