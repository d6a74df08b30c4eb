package dev.pushbench.client.measure;

/**
 * What one user has got of its room, by sequence number.
 *
 * <pre>
 * seq = cursor + 1     in order
 * seq &gt; cursor + 1     in order; those between are missing until they come
 * seq ≤ cursor         out of order where it was missing, and no longer missing; else a duplicate
 * </pre>
 *
 * <p>Small, for there are thousands: what is missing is kept as ranges, and only by a user that misses something.
 * Nothing is allocated while events come in order. Used by the thread of its {@link DeliveryLedger} only.
 */
public final class UserLedger {
    private final DeliveryLedger loop;
    private final int number;
    private final RoomSlots room;
    private long cursor;
    private MissingRanges missing = MissingRanges.NONE;
    private long eventsBefore;
    private boolean betweenLogs;
    private boolean leaving;
    private boolean gone;
    private long replacedAfter;
    private long latencySumNanos;
    private long latencies;

    UserLedger(DeliveryLedger loop, int number, long after, RoomSlots room) {
        if (after < 0) {
            throw new IllegalArgumentException("cursor must be at least 0, not " + after);
        }
        this.loop = loop;
        this.number = number;
        this.room = room;
        this.cursor = after;
    }

    /** What an arrival of an event is to its user. */
    public enum Arrival {
        /** The user had it before. */
        REPEATED,
        /** The first, of an event that is due in no measured window. */
        UNMEASURED,
        /** The first, of an event whose latency is to be recorded. */
        MEASURED
    }

    /**
     * Counts an arrival.
     *
     * @param seq at least 1
     * @param dueNanos when it was to be published
     */
    public Arrival received(long seq, long dueNanos) {
        if (seq > cursor) {
            skip(cursor + 1, seq - 1, MissingRanges.Found.MISSING);
            cursor = seq;
            loop.saw(seq);
            return loop.arrived(dueNanos);
        }
        return receivedBelowCursor(seq, dueNanos);
    }

    private Arrival receivedBelowCursor(long seq, long dueNanos) {
        if (seq < 1) {
            throw new IllegalArgumentException("sequence numbers count from 1: " + seq);
        }
        MissingRanges.Found found = missing.remove(seq);
        if (found == MissingRanges.Found.NOT_MISSING) {
            loop.duplicate.add(1);
            return Arrival.REPEATED;
        }
        loop.outOfOrder.add(1);
        loop.missing.add(-1);
        uncount(found);
        return loop.arrived(dueNanos);
    }

    /**
     * Counts a gap notice. All between the cursor and {@code firstRetained} is missing; the notice explains the last
     * {@code missed} of it, and nothing beyond that.
     *
     * @param firstRetained the first event that is still to come, at least 1
     * @param missed as the notice says, at least 0
     */
    public void gap(long firstRetained, long missed) {
        if (firstRetained < 1 || missed < 0) {
            throw new IllegalArgumentException("not a gap: first retained " + firstRetained + ", missed " + missed);
        }
        loop.gapNotices.add(1);
        if (firstRetained <= cursor) {
            return;
        }
        long firstExplained = Math.max(cursor + 1, firstRetained - missed);
        skip(cursor + 1, firstExplained - 1, MissingRanges.Found.MISSING);
        skip(firstExplained, firstRetained - 1, MissingRanges.Found.MISSED_BY_GAP);
        cursor = firstRetained - 1;
    }

    /** The server was started anew: what comes next is of another log, which numbers its events from 1 again. */
    public void leaveLog() {
        betweenLogs = true;
    }

    /** Whether nothing has come yet of the log that is read now, so that its place is not known. */
    public boolean isBetweenLogs() {
        return betweenLogs;
    }

    /**
     * The place of the log that is read now. What the user has not got of the one before is lost with it.
     *
     * @param before how many events were written before it began
     */
    public void enterLog(long before) {
        betweenLogs = false;
        eventsBefore = before;
        if (before > cursor) {
            skip(cursor + 1, before, MissingRanges.Found.LOST);
            cursor = before;
        }
    }

    /**
     * The number of an event over all logs, from the one that it has in the log that is read now; {@link Long#MAX_VALUE} where it would be
     * beyond that.
     *
     * @param seqInLog at least 0, whatever a server says
     */
    public long number(long seqInLog) {
        return seqInLog > Long.MAX_VALUE - eventsBefore ? Long.MAX_VALUE : eventsBefore + seqInLog;
    }

    /** Counts an event that was never published, or a notice of one: nothing else follows from it. */
    void unpublished() {
        loop.unpublished.add(1);
    }

    /** Counts an arrival whose payload is not what was published. */
    void altered() {
        loop.altered.add(1);
    }

    /** Counts an arrival that names another due instant than it was published with. */
    void dueRewritten() {
        loop.dueRewritten.add(1);
    }

    /** The sequence number to resume from in the log that is read now. */
    public long cursorInLog() {
        return betweenLogs ? 0 : cursor - eventsBefore;
    }

    /** The user is going; whoever takes its place is owed what comes after the newest event that any user has seen by now. */
    public void leave() {
        leaving = true;
        replacedAfter = loop.newest();
    }

    /** The user is gone: what has come until now is all that it was owed. */
    public void left() {
        leaving = false;
        gone = true;
        loop.unseen(cursor, replacedAfter);
        loop.finished(meanLatencyNanos());
    }

    /** From 0, in the order in which the users of a loop were made. */
    int number() {
        return number;
    }

    /** Where the events of the user's room are in the {@link PublishTimes}. */
    RoomSlots room() {
        return room;
    }

    /** Keeps the latency of an arrival for which {@link #received} said so. */
    public void took(long latencyNanos) {
        latencySumNanos += latencyNanos;
        latencies++;
    }

    /** The mean of the latencies, in nanoseconds; 0 where there are none. */
    long meanLatencyNanos() {
        return latencies == 0 ? 0 : latencySumNanos / latencies;
    }

    /** The highest sequence number seen or told of by a gap notice: what the user would resume from. */
    public long cursor() {
        return cursor;
    }

    /** Ends the count: what never came, up to and including {@code lastSeq}, is missing. */
    public void finish(long lastSeq) {
        if (leaving) {
            left();
        }
        if (gone) {
            return;
        }
        if (lastSeq > cursor) {
            skip(cursor + 1, lastSeq, MissingRanges.Found.MISSING);
            cursor = lastSeq;
        }
        loop.finished(meanLatencyNanos());
    }

    private void uncount(MissingRanges.Found cause) {
        switch (cause) {
            case MISSED_BY_GAP -> loop.missedByGap.add(-1);
            case LOST -> loop.lost.add(-1);
            case MISSING, NOT_MISSING -> {}
        }
    }

    private void skip(long first, long last, MissingRanges.Found cause) {
        if (first > last) {
            return;
        }
        if (missing == MissingRanges.NONE) {
            missing = new MissingRanges();
        }
        missing.add(first, last, cause);
        loop.missing.add(last - first + 1);
        switch (cause) {
            case MISSED_BY_GAP -> loop.missedByGap.add(last - first + 1);
            case LOST -> loop.lost.add(last - first + 1);
            case MISSING, NOT_MISSING -> {}
        }
    }
}
