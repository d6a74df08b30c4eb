package dev.pushbench.client.user;

import dev.pushbench.client.http.EventSink;
import dev.pushbench.client.http.EventStart;
import dev.pushbench.client.http.MalformedResponse;
import dev.pushbench.client.measure.ByteClass;
import dev.pushbench.client.measure.DeliveryLedger;
import dev.pushbench.client.measure.Meter;
import dev.pushbench.client.measure.RoomSlots;
import dev.pushbench.client.measure.UserLedger;
import dev.pushbench.protocol.EventTail;
import dev.pushbench.protocol.LogId;
import dev.pushbench.protocol.LogNotice;
import dev.pushbench.protocol.RoomName;
import dev.pushbench.protocol.Routes;
import dev.pushbench.protocol.Technique;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What one user has read: puts every event into its ledger and every byte into its class. */
public final class EventReading implements EventSink {
    private static final byte[] NOTHING = {};
    private static final byte[] LOG_UNKNOWN = logParameter("");

    private final Meter meter;
    private final UserLedger ledger;
    private final boolean asksForLog;
    private Optional<LogId> log = Optional.empty();
    private byte[] behindCursor;
    private long events;

    /** Of a user that reads from the first event on. */
    public EventReading(Meter meter) {
        this(meter, Manner.USUAL, RoomSlots.ALL);
    }

    /** Of one of those users. */
    public EventReading(UserSetting setting) {
        this(setting.meter(), setting.manner(), setting.slots());
    }

    private EventReading(Meter meter, Manner manner, RoomSlots slots) {
        this.meter = meter;
        DeliveryLedger deliveries = manner.slowness().isSlow() ? meter.slowDeliveries() : meter.deliveries();
        this.ledger = deliveries.user(manner.fromNow() ? deliveries.newest() : 0, slots);
        this.asksForLog = manner.asksForLog();
        this.behindCursor = asksForLog ? LOG_UNKNOWN : NOTHING;
    }

    @Override
    public void event(ByteBuffer text, int start, int lengthBytes) {
        event(text, start, lengthBytes, meter.tail().endsEvent(text, start, lengthBytes));
    }

    @Override
    public void event(EventStart text) {
        int lengthBytes = text.lengthBytes();
        boolean endsAsPublished = text.hasTail() && meter.tail().isLengthOfEvent(lengthBytes);
        event(text.text(), 0, lengthBytes, endsAsPublished);
    }

    private void event(ByteBuffer text, int start, int lengthBytes, boolean endsAsPublished) {
        meter.read(ByteClass.PAYLOAD, lengthBytes);
        meter.delivered(ledger, text, start, endsAsPublished);
        events++;
    }

    @Override
    public EventTail tail() {
        return meter.tail();
    }

    @Override
    public void gap(ByteBuffer text, int start, int lengthBytes) {
        meter.read(ByteClass.CONTROL, lengthBytes);
        meter.gap(ledger, text, start);
    }

    /** The first one says where the user is; each later one, that the log it was in is no more. */
    @Override
    public void log(ByteBuffer text, int start, int lengthBytes) {
        if (!asksForLog) {
            EventSink.super.log(text, start, lengthBytes);
        }
        meter.read(ByteClass.CONTROL, lengthBytes);
        Optional<LogId> told = Optional.of(logId(text, start));
        if (log.isEmpty()) {
            meter.beginLog(ledger);
        } else if (!log.equals(told)) {
            ledger.leaveLog();
        }
        log = told;
        behindCursor = logParameter(told.get().text());
    }

    private static LogId logId(ByteBuffer text, int start) {
        try {
            return LogNotice.log(text, start);
        } catch (IllegalArgumentException noId) {
            throw new MalformedResponse(String.valueOf(noId.getMessage()));
        }
    }

    private static byte[] logParameter(String id) {
        return ('&' + Routes.LOG + '=' + id).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void heartbeat(int bytes) {
        meter.read(ByteClass.CONTROL, bytes);
    }

    @Override
    public void framing(int bytes) {
        meter.read(ByteClass.FRAMING, bytes);
    }

    /** The sequence number to resume from, in the log that is read now. */
    public long cursor() {
        return ledger.cursorInLog();
    }

    /** What a request says after the cursor: of which log it is, where that is wanted to be known; else nothing. Not to be changed. */
    byte[] behindCursor() {
        return behindCursor;
    }

    /** The path and query with which to begin to read, or to go on. */
    public String target(Technique technique, RoomName room) {
        return asksForLog ? Routes.read(technique, room, cursor(), log) : Routes.read(technique, room, cursor());
    }

    /** Events read so far, duplicates included. */
    public long events() {
        return events;
    }

    /** The user is going; what still comes counts. */
    public void leave() {
        ledger.leave();
    }

    /** The user is gone. */
    public void left() {
        ledger.left();
    }

    public void finish(long lastSeq) {
        meter.finish(ledger, lastSeq);
    }
}
