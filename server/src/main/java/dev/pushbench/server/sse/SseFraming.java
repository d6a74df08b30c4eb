package dev.pushbench.server.sse;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.pushbench.protocol.EventFormat;
import dev.pushbench.protocol.LogId;
import dev.pushbench.protocol.LogNotice;
import dev.pushbench.protocol.Routes;
import dev.pushbench.server.room.StreamFraming;
import dev.pushbench.server.wire.Chunks;

/**
 * One chunk with one event block for each event (WHATWG HTML, section 9.2.5). The id of a block is the cursor to resume
 * from; a comment is a heartbeat.
 */
public final class SseFraming implements StreamFraming {
    public static final SseFraming INSTANCE = new SseFraming("");

    private static final byte[] GAP = "event: gap\n".getBytes(US_ASCII);
    private static final byte[] LOG = "event: log\n".getBytes(US_ASCII);
    private static final byte[] DATA = "\ndata: ".getBytes(US_ASCII);
    private static final byte[] END_OF_BLOCK = "\n\n".getBytes(US_ASCII);
    private static final byte[] COMMENT = ":\n\n".getBytes(US_ASCII);

    private final String afterNumber;

    private SseFraming(String afterNumber) {
        this.afterNumber = afterNumber;
    }

    /** The same with ids that also name the log: what a reader sends back then says of which log its cursor is. */
    static SseFraming naming(LogId log) {
        return new SseFraming(Routes.LOG_SEPARATOR + log.text());
    }

    @Override
    public byte[] event(long seq, byte[] event) {
        return Chunks.chunk(id(seq), DATA, event, END_OF_BLOCK);
    }

    @Override
    public byte[] gap(long firstRetained, long missed) {
        byte[] gap = EventFormat.gap(firstRetained, missed);
        return Chunks.chunk(GAP, id(firstRetained - 1), DATA, gap, END_OF_BLOCK);
    }

    @Override
    public byte[] log(LogId log, long after) {
        return Chunks.chunk(LOG, id(after), DATA, LogNotice.text(log, after), END_OF_BLOCK);
    }

    @Override
    public byte[] heartbeat() {
        return Chunks.chunk(COMMENT);
    }

    @Override
    public byte[] end() {
        return Chunks.last();
    }

    private byte[] id(long seq) {
        return ("id: " + seq + afterNumber).getBytes(US_ASCII);
    }
}
