package dev.pushbench.client.user;

import dev.pushbench.client.http.EventSink;
import dev.pushbench.client.measure.ByteClass;
import dev.pushbench.client.measure.Meter;
import dev.pushbench.client.measure.UserLedger;
import dev.pushbench.protocol.EventFormat;
import java.nio.ByteBuffer;

/** What one user has read: puts every event into its ledger and every byte into its class. */
public final class EventReading implements EventSink {
    private final Meter meter;
    private final UserLedger ledger;
    private long events;

    public EventReading(Meter meter) {
        this(meter, 0);
    }

    /** @param sentBase of the user's room, see {@link dev.pushbench.client.measure.DeliveryLedger#user(long, long)} */
    public EventReading(Meter meter, long sentBase) {
        this.meter = meter;
        this.ledger = meter.deliveries().user(0, sentBase);
    }

    @Override
    public void event(ByteBuffer text, int start, int lengthBytes) {
        meter.read(ByteClass.PAYLOAD, lengthBytes);
        meter.delivered(ledger, text, start);
        events++;
    }

    @Override
    public void gap(ByteBuffer text, int start, int lengthBytes) {
        meter.read(ByteClass.CONTROL, lengthBytes);
        ledger.gap(EventFormat.gapFirst(text, start), EventFormat.gapMissed(text, start));
    }

    @Override
    public void heartbeat(int bytes) {
        meter.read(ByteClass.CONTROL, bytes);
    }

    @Override
    public void framing(int bytes) {
        meter.read(ByteClass.FRAMING, bytes);
    }

    /** The sequence number to resume from. */
    public long cursor() {
        return ledger.cursor();
    }

    /** Events read so far, duplicates included. */
    public long events() {
        return events;
    }

    /** Heads read or written now are the price of connecting until the first event is there, of delivering from then on. */
    public ByteClass headClass() {
        return events == 0 ? ByteClass.HANDSHAKE : ByteClass.HEAD;
    }

    public void finish(long lastSeq) {
        ledger.finish(lastSeq);
    }
}
