package dev.pushbench.client.http;

import dev.pushbench.protocol.Routes;
import java.nio.ByteBuffer;

/**
 * A poll that is written again and again, each time with another cursor: encoded once, and only the cursor's digits are
 * put in at writing. Immutable; one is shared by all users of a room.
 */
public final class PollRequest {
    private static final int MOST_DIGITS = 19;
    private static final byte[] NOTHING = {};

    private final byte[] beforeCursor;
    private final byte[] afterCursor;

    /**
     * Encodes what all polls of a room have in common.
     *
     * @param path of the room, for example {@code /poll/main}
     * @param querySuffix what follows the cursor in the query: empty, or for example {@code &wait=25000}
     * @param host as it stands in {@code Host}
     * @param extraHeaders header lines, each ended by CRLF; or empty
     */
    public PollRequest(String path, String querySuffix, String host, String extraHeaders) {
        if (!extraHeaders.isEmpty() && !extraHeaders.endsWith("\r\n")) {
            throw new IllegalArgumentException("extra headers must end with CRLF, not \"" + extraHeaders + "\"");
        }
        extraHeaders.lines().forEach(RequestHead::requireLine);
        String start = path + '?' + Routes.AFTER + '=';
        RequestHead.requireTarget(start + querySuffix);
        beforeCursor = RequestHead.encode("GET " + start);
        afterCursor = RequestHead.encode(
                querySuffix + " HTTP/1.1\r\nHost: " + RequestHead.requireLine(host) + "\r\n" + extraHeaders + "\r\n");
    }

    /** Room that {@link #write} needs at most. */
    public int mostBytes() {
        return beforeCursor.length + MOST_DIGITS + afterCursor.length;
    }

    /**
     * Puts the request at the buffer's position.
     *
     * @param after the cursor, at least 0
     * @return bytes put
     * @throws java.nio.BufferOverflowException where the buffer has no room for it; it is then written in part
     */
    public int write(ByteBuffer out, long after) {
        return write(out, after, NOTHING);
    }

    /**
     * The same with more of the query behind the cursor.
     *
     * @param behindCursor empty, or beginning with an ampersand
     */
    public int write(ByteBuffer out, long after, byte[] behindCursor) {
        if (after < 0) {
            throw new IllegalArgumentException("cursor must be at least 0, not " + after);
        }
        int start = out.position();
        out.put(beforeCursor);
        putDecimal(out, after);
        out.put(behindCursor);
        out.put(afterCursor);
        return out.position() - start;
    }

    private static void putDecimal(ByteBuffer out, long number) {
        long power = 1;
        while (number / power >= 10) {
            power *= 10;
        }
        for (; power > 0; power /= 10) {
            out.put((byte) ('0' + number / power % 10));
        }
    }
}
