package dev.pushbench.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The text of an event, of a gap notice and of a publication.
 *
 * <p>An event is one JSON text in UTF-8 whose leading fields have a fixed width, so that a browser can parse it and a
 * load generator can read it at fixed offsets without a parser:
 *
 * <pre>{"seq":"0000000000000000042","due":"0001234567890123456","data":"…"}</pre>
 *
 * <p>{@code seq} counts from 1, without gaps, in each room. {@code due} is the instant the publisher meant to publish,
 * in nanoseconds of its monotonic clock. {@code data} has at least one byte. A reader whose cursor has fallen out of
 * retention is told in band:
 *
 * <pre>{"gap":"0000000000000000042","missed":"0000000000000000007"}</pre>
 *
 * where {@code gap} is the first event that is still there.
 */
public final class EventFormat {
    /** Decimal digits of each number: {@link Long#MAX_VALUE} has as many. */
    public static final int DIGITS = 19;

    private static final byte[] BEFORE_SEQ = ascii("{\"seq\":\"");
    private static final byte[] BEFORE_DUE = ascii("\",\"due\":\"");
    private static final byte[] BEFORE_DATA = ascii("\",\"data\":\"");
    private static final byte[] END = ascii("\"}");
    private static final byte[] BEFORE_GAP = ascii("{\"gap\":\"");
    private static final byte[] BEFORE_MISSED = ascii("\",\"missed\":\"");
    private static final byte[] PUBLICATION_START = ascii("{\"due\":\"");

    private static final int SEQ_OFFSET = BEFORE_SEQ.length;
    private static final int DUE_OFFSET = SEQ_OFFSET + DIGITS + BEFORE_DUE.length;
    static final int TAIL_OFFSET = DUE_OFFSET + DIGITS;
    private static final int DATA_OFFSET = TAIL_OFFSET + BEFORE_DATA.length;
    private static final int MISSED_OFFSET = BEFORE_GAP.length + DIGITS + BEFORE_MISSED.length;

    /** Bytes of an event beside its data. */
    public static final int FIXED_BYTES = DATA_OFFSET + END.length;

    /** Bytes of a gap notice, always. */
    public static final int GAP_BYTES = MISSED_OFFSET + DIGITS + END.length;

    /** Leading bytes that must be at hand to read an event's or a gap notice's numbers. */
    public static final int HEAD_BYTES = Math.max(DUE_OFFSET, MISSED_OFFSET) + DIGITS;

    private EventFormat() {}

    /**
     * The bytes of an event.
     *
     * @param seq at least 1
     * @param dueNanos at least 0
     * @param escapedData the data as it stands between the quotes of a JSON string, see {@link #escape}
     */
    public static byte[] event(long seq, long dueNanos, byte[] escapedData) {
        ByteBuffer out = ByteBuffer.allocate(FIXED_BYTES + escapedData.length);
        out.put(BEFORE_SEQ);
        putDigits(out, seq);
        out.put(BEFORE_DUE);
        putDigits(out, dueNanos);
        out.put(BEFORE_DATA).put(escapedData).put(END);
        return out.array();
    }

    /** The bytes of a gap notice: the first event still retained, and how many were missed before it. */
    public static byte[] gap(long firstRetained, long missed) {
        ByteBuffer out = ByteBuffer.allocate(GAP_BYTES);
        out.put(BEFORE_GAP);
        putDigits(out, firstRetained);
        out.put(BEFORE_MISSED);
        putDigits(out, missed);
        out.put(END);
        return out.array();
    }

    /** The body of a publication: {@code {"due":"…","data":"…"}}. */
    public static byte[] publication(long dueNanos, byte[] escapedData) {
        ByteBuffer out = ByteBuffer.allocate(
                PUBLICATION_START.length + DIGITS + BEFORE_DATA.length + escapedData.length + END.length);
        out.put(PUBLICATION_START);
        putDigits(out, dueNanos);
        out.put(BEFORE_DATA).put(escapedData).put(END);
        return out.array();
    }

    /** Whether an event starts at {@code start}; {@link #HEAD_BYTES} of it must be in the buffer. */
    public static boolean isEvent(ByteBuffer text, int start) {
        return startsWith(text, start, BEFORE_SEQ) && startsWith(text, start + SEQ_OFFSET + DIGITS, BEFORE_DUE);
    }

    /** Whether a gap notice starts at {@code start}; {@link #HEAD_BYTES} of it must be in the buffer. */
    public static boolean isGap(ByteBuffer text, int start) {
        return startsWith(text, start, BEFORE_GAP) && startsWith(text, start + SEQ_OFFSET + DIGITS, BEFORE_MISSED);
    }

    /** The sequence number of the event at {@code start}, or -1 where its digits are not digits. */
    public static long seq(ByteBuffer text, int start) {
        return digits(text, start + SEQ_OFFSET);
    }

    /** The due instant of the event at {@code start} in nanoseconds, or -1 where its digits are not digits. */
    public static long dueNanos(ByteBuffer text, int start) {
        return digits(text, start + DUE_OFFSET);
    }

    /** The first retained event that the gap notice at {@code start} names, or -1. */
    public static long gapFirst(ByteBuffer text, int start) {
        return digits(text, start + BEFORE_GAP.length);
    }

    /** How many events the gap notice at {@code start} says were missed, or -1. */
    public static long gapMissed(ByteBuffer text, int start) {
        return digits(text, start + MISSED_OFFSET);
    }

    /** The data as it stands between the quotes of a JSON string (RFC 8259, section 7), in UTF-8. */
    public static byte[] escape(String data) {
        StringBuilder escaped = new StringBuilder(data.length() + 8);
        for (int i = 0; i < data.length(); i++) {
            char character = data.charAt(i);
            if (character == '"' || character == '\\') {
                escaped.append('\\').append(character);
            } else if (character < ' ') {
                escaped.append(String.format("\\u%04x", (int) character));
            } else {
                escaped.append(character);
            }
        }
        return escaped.toString().getBytes(StandardCharsets.UTF_8);
    }

    static void putDigits(ByteBuffer out, long number) {
        if (number < 0) {
            throw new IllegalArgumentException("a number of an event is at least 0, not " + number);
        }
        int start = out.position();
        long rest = number;
        for (int i = start + DIGITS - 1; i >= start; i--) {
            out.put(i, (byte) ('0' + rest % 10));
            rest /= 10;
        }
        out.position(start + DIGITS);
    }

    static long digits(ByteBuffer text, int start) {
        long number = 0;
        for (int i = start; i < start + DIGITS; i++) {
            int digit = text.get(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number < 0 ? -1 : number;
    }

    static boolean startsWith(ByteBuffer text, int start, byte[] prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if (text.get(start + i) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
