package dev.pushbench.client.measure;

/**
 * What arrived, over all users of a trial.
 *
 * @param arrived first arrivals of an event at a user, of the window or the warm-up
 * @param delivered those of them that were due in the window
 * @param missing events, of the window or the warm-up, that a user did not get
 * @param duplicate arrivals of an event that the user already had
 * @param outOfOrder arrivals after a later event of the same user
 * @param gapNotices notices by which the server said that a cursor fell out of retention
 * @param missedByGap how many of {@code missing} those notices explain
 */
public record Deliveries(
        long arrived,
        long delivered,
        long missing,
        long duplicate,
        long outOfOrder,
        long gapNotices,
        long missedByGap) {
    public static final Deliveries NONE = new Deliveries(0, 0, 0, 0, 0, 0, 0);

    public Deliveries plus(Deliveries other) {
        return new Deliveries(
                arrived + other.arrived,
                delivered + other.delivered,
                missing + other.missing,
                duplicate + other.duplicate,
                outOfOrder + other.outOfOrder,
                gapNotices + other.gapNotices,
                missedByGap + other.missedByGap);
    }
}
