package dev.pushbench.bench.jmh;

import dev.pushbench.protocol.RoomName;
import dev.pushbench.server.room.Entry;
import dev.pushbench.server.room.Framing;
import dev.pushbench.server.room.Retention;
import dev.pushbench.server.room.Room;
import dev.pushbench.server.room.Rooms;
import dev.pushbench.server.websocket.WebSocketFraming;
import org.openjdk.jmh.annotations.Benchmark;

/** The log, without anyone who waits for it. */
public class RoomBenchmark extends Measured {
    static final int RETAINED = 1024;

    private byte[] data = Specimen.data();
    private Framing framing = WebSocketFraming.TEXT;
    private Room appended = full();
    private Room read = full();
    private long cursor;

    /** One event at the end, and so one out of retention; returns its sequence number. */
    @Benchmark
    public long append() {
        return appended.append(Specimen.DUE_NANOS, data);
    }

    /** The entry after the cursor and its shared frame, which is there already; returns the frame's bytes. */
    @Benchmark
    public int read() {
        cursor = cursor % RETAINED + 1;
        Entry entry = read.entry(cursor);
        return entry == null ? -1 : entry.framed(framing).remaining();
    }

    /** A room that holds events 1 to {@link #RETAINED}, as many as it retains. */
    static Room full() {
        Room room = new Rooms(1, new Retention(RETAINED, Long.MAX_VALUE))
                .room(new RoomName("micro"))
                .orElseThrow();
        for (int i = 0; i < RETAINED; i++) {
            room.append(Specimen.DUE_NANOS, Specimen.data());
        }
        return room;
    }
}
