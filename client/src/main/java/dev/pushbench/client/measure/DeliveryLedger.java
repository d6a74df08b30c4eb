package dev.pushbench.client.measure;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What arrived at the users of one event loop.
 *
 * <p>Written by that loop's thread only. {@link #arrivals()}, {@link #delivered()} and {@link #totals()} may be read from
 * any thread while it runs; each number is then recent, but they are not of one instant. Totals are kept as events come,
 * so reading them walks no users.
 */
public final class DeliveryLedger {
    private static final long NOT_AWAITED = -1;

    final Tally arrivals = new Tally();
    final Tally delivered = new Tally();
    final Tally missing = new Tally();
    final Tally duplicate = new Tally();
    final Tally outOfOrder = new Tally();
    final Tally gapNotices = new Tally();
    final Tally missedByGap = new Tally();
    final Tally lost = new Tally();
    final Tally altered = new Tally();
    final Tally unpublished = new Tally();
    final Tally dueRewritten = new Tally();
    private final Tally unseen = new Tally();
    private final Tally unseenInWindow = new Tally();
    private long newest;
    private long eventsBeforeWindow;
    private boolean hasWindow;

    private int users;
    private long fromDueNanos;
    private long toDueNanos;
    private volatile long worstUserMeanNanos;
    private volatile long awaitedArrivals = NOT_AWAITED;
    private volatile @Nullable Thread waiting;

    /** Arrivals of events due in these windows are measured. Until this is called none are. */
    public void measure(MeasuredWindows windows) {
        hasWindow = true;
        eventsBeforeWindow = windows.eventsBefore();
        fromDueNanos = windows.startNanos();
        toDueNanos = windows.endNanos();
    }

    /**
     * A user that is counted here.
     *
     * @param after its cursor: the sequence number of the last event before those it reads, at least 0
     */
    public UserLedger user(long after) {
        return user(after, RoomSlots.ALL);
    }

    /**
     * The same in one of several rooms.
     *
     * @param room where its events are in the {@link PublishTimes}
     */
    public UserLedger user(long after, RoomSlots room) {
        return new UserLedger(this, users++, after, room);
    }

    /** First arrivals of an event at a user, warm-up included. */
    public long arrivals() {
        return arrivals.count();
    }

    /**
     * Has the calling thread unparked when there are so many {@link #arrivals}, so that it need not look often. One thread may ask, and a
     * new number replaces the one before.
     *
     * @param arrivals more than there are
     */
    public void unparkAt(long arrivals) {
        waiting = Thread.currentThread();
        awaitedArrivals = arrivals;
    }

    /** First arrivals of events due in the window. */
    public long delivered() {
        return delivered.count();
    }

    public Deliveries totals() {
        return new Deliveries(
                arrivals.count(),
                delivered.count(),
                missing.count(),
                duplicate.count(),
                outOfOrder.count(),
                gapNotices.count(),
                missedByGap.count(),
                new Deliveries.Excused(lost.count(), unseenInWindow.count(), 0),
                new Deliveries.Deviations(altered.count(), unpublished.count(), dueRewritten.count()));
    }

    /** The same of users that read slowly on purpose: what a gap notice told them is theirs to miss. */
    Deliveries totalsOfSlow() {
        Deliveries totals = totals();
        return new Deliveries(
                totals.arrived(),
                totals.delivered(),
                totals.missing(),
                totals.duplicate(),
                totals.outOfOrder(),
                totals.gapNotices(),
                totals.missedByGap(),
                new Deliveries.Excused(0, 0, totals.missedByGap()),
                totals.deviations());
    }

    /** Events that users did not get, and need not be waited for: they were told so, they are lost, or nobody was there. */
    public long excused() {
        return missedByGap.count() + lost.count() + unseen.count();
    }

    /** The newest event that any user has seen. On the loop's thread only. */
    public long newest() {
        return newest;
    }

    void saw(long seq) {
        if (seq > newest) {
            newest = seq;
        }
    }

    /** A user has gone with the one event, and its successor came with the other: what lies between was nobody's. */
    void unseen(long lastOfOne, long afterOfNext) {
        unseen.add(afterOfNext - lastOfOne);
        unseenInWindow.add(inWindow(afterOfNext) - inWindow(lastOfOne));
    }

    private long inWindow(long seq) {
        return hasWindow ? Math.max(seq, eventsBeforeWindow) : 0;
    }

    /** The largest mean latency of a user that has finished, in nanoseconds; 0 where none received anything. */
    public long worstUserMeanNanos() {
        return worstUserMeanNanos;
    }

    void finished(long userMeanNanos) {
        worstUserMeanNanos = Math.max(worstUserMeanNanos, userMeanNanos);
    }

    /** Counts a first arrival. */
    UserLedger.Arrival arrived(long dueNanos) {
        if (arrivals.add(1) == awaitedArrivals) {
            LockSupport.unpark(waiting);
        }
        if (!isInWindow(dueNanos)) {
            return UserLedger.Arrival.UNMEASURED;
        }
        delivered.add(1);
        return UserLedger.Arrival.MEASURED;
    }

    /** Whether an event that is due then is measured. */
    boolean isInWindow(long dueNanos) {
        return dueNanos >= fromDueNanos && dueNanos < toDueNanos;
    }
}
