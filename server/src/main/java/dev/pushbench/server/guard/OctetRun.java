package dev.pushbench.server.guard;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Finds the end of a run of octets of one class, eight at a time. Each method returns the index of the first octet in
 * {@code [from, to)} that is not of the class, or {@code to} if all are.
 *
 * <p>Eight octets are classified in one {@code long}, by sums that do not carry from one octet into the next (Warren, <i>Hacker's
 * Delight</i>, chapter 6): for an octet without its high bit, {@code octet + 0x80 - c} has the high bit exactly if the octet is at least c.
 * The first octet is the most significant one.
 */
final class OctetRun {
    private static final VarHandle EIGHT_OCTETS =
            MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final long EACH = 0x0101_0101_0101_0101L;
    private static final long HIGH_BIT = 0x8080_8080_8080_8080L;
    private static final long OTHER_BITS = ~HIGH_BIT;
    private static final long CASE_BIT = 0x20 * EACH;
    private static final long HYPHEN = '-' * EACH;

    private static final boolean[] IS_TOKEN = tokens();

    private OctetRun() {}

    /** Visible ASCII characters. */
    static int visibleEnd(ByteBuffer in, int from, int to) {
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long octets = eight(in, i);
            long low = octets & OTHER_BITS;
            long others = (~isAtLeast(low, '!') | isAtLeast(low, 0x7F) | octets) & HIGH_BIT;
            if (others != 0) {
                return i + first(others);
            }
        }
        while (i < to && in.get(i) > ' ' && in.get(i) < 0x7F) {
            i++;
        }
        return i;
    }

    /** Anything but control characters, of which the tab is one. */
    static int textEnd(ByteBuffer in, int from, int to) {
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long octets = eight(in, i);
            long low = octets & OTHER_BITS;
            long others = (~isAtLeast(low, ' ') | isAtLeast(low, 0x7F)) & ~octets & HIGH_BIT;
            if (others != 0) {
                return i + first(others);
            }
        }
        while (i < to && !isControl(in.get(i))) {
            i++;
        }
        return i;
    }

    /** Characters of a token (RFC 9110, section 5.6.2): letters and hyphens eight at a time, others one by one. */
    static int tokenEnd(ByteBuffer in, int from, int to) {
        int i = from;
        while (i <= to - Long.BYTES) {
            long others = ~lettersAndHyphens(eight(in, i)) & HIGH_BIT;
            i += others == 0 ? Long.BYTES : first(others);
            if (others != 0) {
                if (!isToken(in.get(i) & 0xFF)) {
                    return i;
                }
                i++;
            }
        }
        while (i < to && isToken(in.get(i) & 0xFF)) {
            i++;
        }
        return i;
    }

    static boolean isToken(int octet) {
        return IS_TOKEN[octet];
    }

    /** The octets from an index on; there have to be eight. */
    static long eight(ByteBuffer in, int at) {
        return (long) EIGHT_OCTETS.get(in, at);
    }

    private static long isAtLeast(long low, int octet) {
        return low + (0x80 - octet) * EACH;
    }

    private static long lettersAndHyphens(long octets) {
        long lower = (octets & OTHER_BITS) | CASE_BIT;
        long letters = isAtLeast(lower, 'a') & ~isAtLeast(lower, 'z' + 1);
        long notHyphens = ((octets ^ HYPHEN) & OTHER_BITS) + OTHER_BITS;
        return (letters | ~notHyphens) & ~octets;
    }

    private static boolean isControl(byte octet) {
        return (octet >= 0 && octet < ' ') || octet == 0x7F;
    }

    private static int first(long marked) {
        return Long.numberOfLeadingZeros(marked) / Byte.SIZE;
    }

    private static boolean[] tokens() {
        boolean[] tokens = new boolean[256];
        for (int octet = 0; octet < 0x7F; octet++) {
            tokens[octet] = Character.isLetterOrDigit(octet) || "!#$%&'*+-.^_`|~".indexOf(octet) >= 0;
        }
        return tokens;
    }
}
