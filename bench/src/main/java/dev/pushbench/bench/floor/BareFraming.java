package dev.pushbench.bench.floor;

import dev.pushbench.protocol.EventFormat;
import dev.pushbench.server.room.Framing;

/** Nothing around the event. */
final class BareFraming implements Framing {
    static final BareFraming INSTANCE = new BareFraming();

    private BareFraming() {}

    @Override
    public byte[] event(long seq, byte[] event) {
        return event;
    }

    @Override
    public byte[] gap(long firstRetained, long missed) {
        return EventFormat.gap(firstRetained, missed);
    }
}
