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
 * @param deviations what arrived otherwise than it was published
 */
public record Deliveries(
        long arrived,
        long delivered,
        long missing,
        long duplicate,
        long outOfOrder,
        long gapNotices,
        long missedByGap,
        Excused excused,
        Deviations deviations) {
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

    /** Of events that arrived as they were published. */
    public Deliveries(
            long arrived,
            long delivered,
            long missing,
            long duplicate,
            long outOfOrder,
            long gapNotices,
            long missedByGap,
            Excused excused) {
        this(arrived, delivered, missing, duplicate, outOfOrder, gapNotices, missedByGap, excused, Deviations.NONE);
    }

    /**
     * What arrived otherwise than it was published, every arrival counted. An altered event has arrived all the same, an unpublished one
     * has not.
     *
     * @param altered the payload is not what was published
     * @param unpublished events, or notices of events, that were never published
     * @param dueRewritten the event names another due instant than it was published with; no error by itself, because nothing is computed from
     *     what a server says
     */
    public record Deviations(long altered, long unpublished, long dueRewritten) {
        public static final Deviations NONE = new Deviations(0, 0, 0);

        Deviations plus(Deviations other) {
            return new Deviations(
                    altered + other.altered, unpublished + other.unpublished, dueRewritten + other.dueRewritten);
        }
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
                excused.plus(other.excused),
                deviations.plus(other.deviations));
    }
}
