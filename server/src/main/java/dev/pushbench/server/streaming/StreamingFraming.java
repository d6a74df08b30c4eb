package dev.pushbench.server.streaming;

import dev.pushbench.protocol.EventFormat;
import dev.pushbench.protocol.LogId;
import dev.pushbench.protocol.LogNotice;
import dev.pushbench.server.room.StreamFraming;
import dev.pushbench.server.wire.Chunks;

/** One chunk with one line for each event; an empty line is a heartbeat. */
public final class StreamingFraming implements StreamFraming {
    public static final StreamingFraming INSTANCE = new StreamingFraming();

    private static final byte[] END_OF_LINE = {'\n'};

    private StreamingFraming() {}

    @Override
    public byte[] event(long seq, byte[] event) {
        return Chunks.chunk(event, END_OF_LINE);
    }

    @Override
    public byte[] gap(long firstRetained, long missed) {
        return Chunks.chunk(EventFormat.gap(firstRetained, missed), END_OF_LINE);
    }

    @Override
    public byte[] log(LogId log, long after) {
        return Chunks.chunk(LogNotice.text(log, after), END_OF_LINE);
    }

    @Override
    public byte[] heartbeat() {
        return Chunks.chunk(END_OF_LINE);
    }

    @Override
    public byte[] end() {
        return Chunks.last();
    }
}
