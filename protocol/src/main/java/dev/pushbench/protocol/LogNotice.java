package dev.pushbench.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What a reader is told that does not know which log it reads, or has read another before:
 *
 * <pre>{"log":"k3f9x2ab","after":"0000000000000000017"}</pre>
 *
 * where {@code log} is the {@link LogId} and {@code after} the cursor that it has now. All fields have a fixed width.
 */
public final class LogNotice {
    private static final byte[] BEFORE_LOG = "{\"log\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BEFORE_AFTER = "\",\"after\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\"}".getBytes(StandardCharsets.US_ASCII);
    private static final int AFTER_OFFSET = BEFORE_LOG.length + LogId.CHARACTERS + BEFORE_AFTER.length;

    /** Bytes of a notice, always: fewer than of an event or a gap notice. */
    public static final int BYTES = AFTER_OFFSET + EventFormat.DIGITS + END.length;

    private LogNotice() {}

    /** The bytes of a notice. */
    public static byte[] text(LogId log, long after) {
        ByteBuffer out = ByteBuffer.allocate(BYTES);
        out.put(BEFORE_LOG).put(log.text().getBytes(StandardCharsets.US_ASCII)).put(BEFORE_AFTER);
        EventFormat.putDigits(out, after);
        return out.put(END).array();
    }

    /** Whether a notice starts at {@code start}; {@link #BYTES} must be in the buffer from there. */
    public static boolean isAt(ByteBuffer text, int start) {
        return EventFormat.startsWith(text, start, BEFORE_LOG)
                && EventFormat.startsWith(text, start + BEFORE_LOG.length + LogId.CHARACTERS, BEFORE_AFTER)
                && EventFormat.startsWith(text, start + BYTES - END.length, END);
    }

    /**
     * Which log the notice at {@code start} tells of.
     *
     * @throws IllegalArgumentException where that is no id
     */
    public static LogId log(ByteBuffer text, int start) {
        byte[] id = new byte[LogId.CHARACTERS];
        text.get(start + BEFORE_LOG.length, id);
        return new LogId(new String(id, StandardCharsets.US_ASCII));
    }

    /** The cursor that the notice at {@code start} tells of, or -1 where its digits are not digits. */
    public static long after(ByteBuffer text, int start) {
        return EventFormat.digits(text, start + AFTER_OFFSET);
    }
}
