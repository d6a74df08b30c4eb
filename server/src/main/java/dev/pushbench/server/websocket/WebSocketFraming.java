package dev.pushbench.server.websocket;

import dev.pushbench.protocol.EventFormat;
import dev.pushbench.protocol.Subprotocol;
import dev.pushbench.server.room.StreamFraming;

/** One frame for each event; a ping is a heartbeat. */
public enum WebSocketFraming implements StreamFraming {
    TEXT(Frames.TEXT),
    BINARY(Frames.BINARY);

    private static final byte[] NOTHING = {};

    private final int opcode;

    WebSocketFraming(int opcode) {
        this.opcode = opcode;
    }

    static WebSocketFraming of(Subprotocol subprotocol) {
        return switch (subprotocol) {
            case TEXT -> TEXT;
            case BINARY -> BINARY;
        };
    }

    @Override
    public byte[] event(long seq, byte[] event) {
        return Frames.frame(opcode, event);
    }

    @Override
    public byte[] gap(long firstRetained, long missed) {
        return Frames.frame(opcode, EventFormat.gap(firstRetained, missed));
    }

    @Override
    public byte[] heartbeat() {
        return Frames.frame(Frames.PING, NOTHING);
    }

    @Override
    public byte[] end() {
        return Frames.close(CloseCode.GOING_AWAY, "server shuts down");
    }
}
