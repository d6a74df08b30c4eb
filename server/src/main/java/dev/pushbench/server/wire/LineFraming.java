package dev.pushbench.server.wire;

import dev.pushbench.protocol.EventFormat;
import dev.pushbench.protocol.LogId;
import dev.pushbench.protocol.LogNotice;
import dev.pushbench.server.room.Framing;
import java.util.Arrays;

/** One line for each event (NDJSON), as the answers of both kinds of polling carry them. */
public final class LineFraming implements Framing {
    public static final LineFraming INSTANCE = new LineFraming();

    private LineFraming() {}

    @Override
    public byte[] event(long seq, byte[] event) {
        return line(event);
    }

    @Override
    public byte[] gap(long firstRetained, long missed) {
        return line(EventFormat.gap(firstRetained, missed));
    }

    /** Word of which log is read and from which cursor, as a line. */
    byte[] log(LogId log, long after) {
        return line(LogNotice.text(log, after));
    }

    private static byte[] line(byte[] text) {
        byte[] line = Arrays.copyOf(text, text.length + 1);
        line[text.length] = '\n';
        return line;
    }
}
