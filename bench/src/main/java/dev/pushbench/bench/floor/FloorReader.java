package dev.pushbench.bench.floor;

import dev.pushbench.client.measure.Meter;
import dev.pushbench.client.user.EventReading;
import dev.pushbench.server.room.BareFraming;
import dev.pushbench.server.room.Entry;
import dev.pushbench.server.room.Lane;
import dev.pushbench.server.room.Reader;
import dev.pushbench.server.room.Room;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Server and user in one: follows the room, and hands each event to the meter that a user would hand it to. */
final class FloorReader extends Reader {
    private final Room room;
    private final Lane lane;
    private final Meter meter;
    private final EventReading reading;

    FloorReader(Room room, Lane lane, Meter meter) {
        this.room = room;
        this.lane = lane;
        this.meter = meter;
        this.reading = new EventReading(meter);
    }

    /** All that came since the last call counts as one read: the clock is read once for it, as for a read off a socket. */
    @Override
    public void advance() {
        meter.beginRead(System.nanoTime());
        int events = 0;
        for (Entry entry = next(); entry != null; entry = next()) {
            ByteBuffer text = entry.framed(BareFraming.INSTANCE);
            reading.event(text, 0, text.limit());
            events++;
        }
        lane.delivered(events);
        meter.endRead();
    }

    /** The entry after the cursor, which moves over a gap first where there is one. */
    private @Nullable Entry next() {
        Entry entry = room.entry(reading.cursor() + 1);
        long first = room.first();
        long missed = first - (reading.cursor() + 1);
        if (entry != null || missed <= 0) {
            return entry;
        }
        ByteBuffer gap = ByteBuffer.wrap(BareFraming.INSTANCE.gap(first, missed));
        reading.gap(gap, 0, gap.limit());
        return room.entry(reading.cursor() + 1);
    }

    void finish(long lastSeq) {
        reading.finish(lastSeq);
    }

    /** There is no connection to keep alive. */
    @Override
    public void heartbeat() {}

    /** There is no connection to take leave of. */
    @Override
    public void end() {}

    /** There is no connection that alone could be closed: the trial fails. */
    @Override
    public void abort() {
        throw new IllegalStateException("a reader of the floor failed, see above");
    }
}
