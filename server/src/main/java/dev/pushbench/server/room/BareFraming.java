package dev.pushbench.server.room;

import dev.pushbench.protocol.EventFormat;

/** Nothing around the event: for whoever hands its text to something that puts the rest around it. */
public final class BareFraming implements Framing {
    public static final BareFraming INSTANCE = new BareFraming();

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
