package dev.pushbench.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Tells whether bytes are UTF-8 (RFC 3629, section 4) while they still come: in any pieces, and no later than with the first
 * byte that no continuation could mend. Most text is ASCII, which is skipped eight bytes at a time. Nothing is allocated; for one
 * thread.
 */
public final class Utf8Check {
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long TOP_BITS = 0x8080808080808080L;

    private static final int LEAST_CONTINUATION = 0x80;
    private static final int MOST_CONTINUATION = 0xBF;

    /** Bytes that the character begun still lacks; 0 between two characters. */
    private int missing;

    /** Bounds of the next byte of the character begun. */
    private int least = LEAST_CONTINUATION;

    private int most = MOST_CONTINUATION;

    /** Takes the bytes from {@code from} to before {@code to}; false where no text goes on like this. */
    public boolean accepts(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            if (missing == 0 && to - i >= Long.BYTES && ((long) EIGHT_BYTES.get(bytes, i) & TOP_BITS) == 0) {
                i += Long.BYTES;
            } else if (!accepts(bytes[i++] & 0xFF)) {
                return false;
            }
        }
        return true;
    }

    /** The same of a buffer's bytes, by index; its position does not matter. */
    public boolean accepts(ByteBuffer bytes, int from, int to) {
        int i = from;
        while (i < to) {
            if (missing == 0 && to - i >= Long.BYTES && (bytes.getLong(i) & TOP_BITS) == 0) {
                i += Long.BYTES;
            } else if (!accepts(bytes.get(i++) & 0xFF)) {
                return false;
            }
        }
        return true;
    }

    /** Whether no character is cut: the text may end here. */
    public boolean isComplete() {
        return missing == 0;
    }

    /** Begins a new text. */
    public void reset() {
        missing = 0;
        least = LEAST_CONTINUATION;
        most = MOST_CONTINUATION;
    }

    private boolean accepts(int octet) {
        if (missing == 0) {
            return octet < LEAST_CONTINUATION || begins(octet);
        }
        boolean fits = octet >= least && octet <= most;
        least = LEAST_CONTINUATION;
        most = MOST_CONTINUATION;
        missing--;
        return fits;
    }

    /** The first byte of a longer character narrows its second: no overlong form, no surrogate, nothing beyond U+10FFFF. */
    private boolean begins(int first) {
        if (first < 0xC2 || first > 0xF4) {
            return false;
        }
        missing = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
        least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : LEAST_CONTINUATION;
        most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : MOST_CONTINUATION;
        return true;
    }
}
