package dev.pushbench.server.websocket;

import dev.pushbench.protocol.EventFormat;
import dev.pushbench.protocol.LogId;
import dev.pushbench.protocol.LogNotice;
import dev.pushbench.protocol.Subprotocol;
import dev.pushbench.server.room.StreamFraming;

/** One frame for each event; a ping is a heartbeat. */
public enum WebSocketFraming implements StreamFraming {
    TEXT(Frames.TEXT, false),
    BINARY(Frames.BINARY, false),
    COMPRESSED_TEXT(Frames.TEXT, true),
    COMPRESSED_BINARY(Frames.BINARY, true);

    private static final byte[] NOTHING = {};

    private final int opcode;
    private final boolean compressed;

    WebSocketFraming(int opcode, boolean compressed) {
        this.opcode = opcode;
        this.compressed = compressed;
    }

    /** @param compressed whether events are, each by itself: so the same frame still serves all readers */
    static WebSocketFraming of(Subprotocol subprotocol, boolean compressed) {
        return switch (subprotocol) {
            case TEXT -> compressed ? COMPRESSED_TEXT : TEXT;
            case BINARY -> compressed ? COMPRESSED_BINARY : BINARY;
        };
    }

    @Override
    public byte[] event(long seq, byte[] event) {
        return compressed
                ? Frames.frame(
                        opcode | Frames.COMPRESSED, Deflation.ofThread().deflated(event, Deflation.MOST_WINDOW_BITS))
                : Frames.frame(opcode, event);
    }

    @Override
    public byte[] gap(long firstRetained, long missed) {
        return Frames.frame(opcode, EventFormat.gap(firstRetained, missed));
    }

    @Override
    public byte[] log(LogId log, long after) {
        return Frames.frame(opcode, LogNotice.text(log, after));
    }

    @Override
    public byte[] heartbeat() {
        return Frames.frame(Frames.PING, NOTHING);
    }

    @Override
    public byte[] end() {
        return Frames.close(CloseCode.GOING_AWAY, "server shuts down");
    }

    @Override
    public byte[] cutOff() {
        return Frames.close(CloseCode.POLICY_VIOLATION, "too slow: the next event is no longer kept");
    }
}
