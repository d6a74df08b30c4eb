package dev.pushbench.server.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Chunked transfer coding (RFC 9112, section 7.1). */
public final class Chunks {
    private static final byte[] END_OF_LINE = {'\r', '\n'};
    private static final byte[] LAST = {'0', '\r', '\n', '\r', '\n'};

    private Chunks() {}

    /** One chunk with all of these bytes. */
    public static byte[] chunk(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] size = Integer.toHexString(length).getBytes(StandardCharsets.US_ASCII);
        ByteBuffer chunk = ByteBuffer.allocate(size.length + END_OF_LINE.length + length + END_OF_LINE.length);
        chunk.put(size).put(END_OF_LINE);
        for (byte[] part : parts) {
            chunk.put(part);
        }
        return chunk.put(END_OF_LINE).array();
    }

    /** The end of the body. */
    public static byte[] last() {
        return LAST.clone();
    }
}
