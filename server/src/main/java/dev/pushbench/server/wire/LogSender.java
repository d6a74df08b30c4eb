package dev.pushbench.server.wire;

import dev.pushbench.protocol.LogId;
import dev.pushbench.server.room.Audience;
import dev.pushbench.server.room.Entry;
import dev.pushbench.server.room.Lane;
import dev.pushbench.server.room.Reader;
import dev.pushbench.server.room.Room;

/**
 * Follows a room's log on a connection that somebody else's API writes to.
 *
 * <p>Such an API queues whatever it is given, for a reader that does not read without end. So it is given one thing at a time, and the
 * next only when it says that the one before is written; all else follows from the cursor, as with {@link LogWriter}.
 *
 * <pre>
 *   idle ──event, gap notice or heartbeat──▶ sending ──sent──▶ idle
 *    └──shutdown, all sent──▶ closed ◀──failed, gone or cut──┘
 * </pre>
 *
 * <p>Confined to its lane's thread.
 */
public final class LogSender extends Reader {
    /** Sends. Each but the last two owes a call of {@link LogSender#sent} or {@link LogSender#close}, within the call or later. */
    public interface Outlet {
        void event(Entry entry);

        void gap(long firstRetained, long missed);

        void log(LogId log, long after);

        void heartbeat();

        /** Takes leave, and closes the connection. */
        void end();

        /** Closes the connection without a word. */
        void cut();
    }

    private final Lane lane;
    private final Room room;
    private final Audience audience;
    private final GapPolicy gapPolicy;
    private final Outlet outlet;
    private final LogId log;

    private boolean owesLog;
    private long cursor;
    private long lastToSend = Long.MAX_VALUE;
    private boolean sending;
    private boolean sendingEvent;
    private boolean advancing;
    private boolean quiet = true;
    private boolean closed;

    public LogSender(ReadRequest request, Lane lane, GapPolicy gapPolicy, Outlet outlet) {
        this.lane = lane;
        this.room = request.room();
        this.audience = room.audience(lane);
        this.cursor = request.after();
        this.gapPolicy = gapPolicy;
        this.log = request.log();
        this.owesLog = request.tellsLog();
        this.outlet = outlet;
    }

    /** Joins the room, and sends what is there. */
    public void start() {
        audience.join(this);
        advance();
    }

    /** What was handed over last is written. */
    public void sent() {
        sending = false;
        quiet = false;
        if (sendingEvent) {
            sendingEvent = false;
            lane.delivered(1);
        }
        advance();
    }

    @Override
    public void advance() {
        if (advancing) {
            return; // an outlet that is done at once: the loop below goes on
        }
        advancing = true;
        while (!sending && !closed && handOverNext()) {
            // one after the other
        }
        advancing = false;
    }

    @Override
    public void heartbeat() {
        if (quiet && !sending && !closed) {
            sending = true;
            outlet.heartbeat();
        }
        quiet = true;
    }

    /** Takes leave once all that has been published by now is sent. */
    @Override
    public void end() {
        if (lastToSend == Long.MAX_VALUE) {
            lastToSend = room.last();
            advance();
        }
    }

    @Override
    public void abort() {
        close();
        outlet.cut();
    }

    /** The connection is gone, or is to be: reads no more. Nothing is called back. */
    public void close() {
        closed = true;
        audience.leave(this);
    }

    /** False where there is nothing to hand over now. */
    private boolean handOverNext() {
        if (owesLog) {
            owesLog = false;
            sending = true;
            outlet.log(log, cursor);
            return true;
        }
        if (cursor >= lastToSend) {
            close();
            outlet.end();
            return false;
        }
        Entry entry = room.entry(cursor + 1);
        if (entry == null) {
            return handOverGap();
        }
        cursor = entry.seq();
        sending = true;
        sendingEvent = true;
        outlet.event(entry);
        return true;
    }

    private boolean handOverGap() {
        long first = room.first();
        long missed = first - (cursor + 1);
        if (missed <= 0) {
            return false; // nothing new, or it is being appended at this moment; the append wakes us
        }
        if (gapPolicy == GapPolicy.DISCONNECT) {
            close();
            outlet.cut();
            return false;
        }
        cursor = first - 1;
        sending = true;
        lane.gapTold();
        outlet.gap(first, missed);
        return true;
    }
}
