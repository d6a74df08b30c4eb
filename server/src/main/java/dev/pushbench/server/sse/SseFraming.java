package dev.pushbench.server.sse;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.pushbench.protocol.EventFormat;
import dev.pushbench.server.room.StreamFraming;
import dev.pushbench.server.wire.Chunks;

/**
 * One chunk with one event block for each event (WHATWG HTML, section 9.2.5). The id of a block is the cursor to resume
 * from; a comment is a heartbeat.
 */
public final class SseFraming implements StreamFraming {
    public static final SseFraming INSTANCE = new SseFraming();

    private static final byte[] DATA = "\ndata: ".getBytes(US_ASCII);
    private static final byte[] END_OF_BLOCK = "\n\n".getBytes(US_ASCII);
    private static final byte[] COMMENT = ":\n\n".getBytes(US_ASCII);

    private SseFraming() {}

    @Override
    public byte[] event(long seq, byte[] event) {
        return Chunks.chunk(ascii("id: " + seq), DATA, event, END_OF_BLOCK);
    }

    @Override
    public byte[] gap(long firstRetained, long missed) {
        byte[] gap = EventFormat.gap(firstRetained, missed);
        return Chunks.chunk(ascii("event: gap\nid: " + (firstRetained - 1)), DATA, gap, END_OF_BLOCK);
    }

    @Override
    public byte[] heartbeat() {
        return Chunks.chunk(COMMENT);
    }

    @Override
    public byte[] end() {
        return Chunks.last();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }
}
