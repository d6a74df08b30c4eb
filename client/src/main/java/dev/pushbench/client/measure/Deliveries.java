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
 * @param excused what is nobody's fault
 */
public record Deliveries(
        long arrived,
        long delivered,
        long missing,
        long duplicate,
        long outOfOrder,
        long gapNotices,
        long missedByGap,
        Excused excused) {
    public static final Deliveries NONE = new Deliveries(0, 0, 0, 0, 0, 0, 0);

    /** Without any excuse. */
    public Deliveries(
            long arrived,
            long delivered,
            long missing,
            long duplicate,
            long outOfOrder,
            long gapNotices,
            long missedByGap) {
        this(arrived, delivered, missing, duplicate, outOfOrder, gapNotices, missedByGap, Excused.NONE);
    }

    /**
     * What users did not get because of what befell them.
     *
     * @param lost how many of {@code missing} went down with a server that was killed
     * @param unseen events of the window that passed while one user had gone and the next one was not there yet: they are not missing
     * @param slow how many of {@code missedByGap} are of users that read slowly on purpose
     */
    public record Excused(long lost, long unseen, long slow) {
        public static final Excused NONE = new Excused(0, 0, 0);

        Excused plus(Excused other) {
            return new Excused(lost + other.lost, unseen + other.unseen, slow + other.slow);
        }
    }

    public Deliveries plus(Deliveries other) {
        return new Deliveries(
                arrived + other.arrived,
                delivered + other.delivered,
                missing + other.missing,
                duplicate + other.duplicate,
                outOfOrder + other.outOfOrder,
                gapNotices + other.gapNotices,
                missedByGap + other.missedByGap,
                excused.plus(other.excused));
    }
}
