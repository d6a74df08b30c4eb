package dev.pushbench.server.websocket;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Messages compressed and restored (RFC 7692, section 7.2). Each stands for itself, so that one pair of compressors serves all
 * connections of a thread: with contexts each connection would keep some 300 KB. Confined to its thread.
 */
final class Deflation {
    private static final ThreadLocal<Deflation> OF_THREAD = ThreadLocal.withInitial(Deflation::new);

    /** What a sender cuts off each message, and a receiver adds (section 7.2.1). */
    private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};

    /** An empty block without its tail: what an empty message is (section 7.2.3.6). */
    private static final byte[] EMPTY = {0};

    /** Of the compressor's window, 32 KiB (section 7.1.2.1). */
    static final int MOST_WINDOW_BITS = 15;

    private static final int PIECE_BYTES = 16 * 1024;

    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private final Inflater inflater = new Inflater(true);
    private final byte[] piece = new byte[PIECE_BYTES];

    private Deflation() {}

    static Deflation ofThread() {
        return OF_THREAD.get();
    }

    /**
     * The message compressed.
     *
     * @param windowBits a receiver with a window of so many bits can restore it: 8 to 15. Java's compressor knows the largest only,
     *     so that for a smaller one it forgets all that it has seen, each time it has seen so much
     */
    byte[] deflated(byte[] message, int windowBits) {
        if (message.length == 0) {
            return EMPTY;
        }
        int stretch = windowBits == MOST_WINDOW_BITS ? message.length : 1 << windowBits;
        ByteArrayOutputStream out = new ByteArrayOutputStream(message.length / 2 + TAIL.length);
        for (int from = 0; from < message.length; from += stretch) {
            deflater.reset();
            deflater.setInput(message, from, Math.min(stretch, message.length - from));
            flush(out);
        }
        byte[] whole = out.toByteArray();
        return Arrays.copyOf(whole, whole.length - TAIL.length);
    }

    private void flush(ByteArrayOutputStream out) {
        int bytes;
        do {
            bytes = deflater.deflate(piece, 0, PIECE_BYTES, Deflater.SYNC_FLUSH);
            out.write(piece, 0, bytes);
        } while (bytes == PIECE_BYTES);
    }

    /**
     * The message that was compressed.
     *
     * @throws ProtocolViolation 1009 as soon as it has more than {@code mostBytes}, 1007 where it was not compressed like this
     */
    byte[] inflated(byte[] compressed, int mostBytes) throws ProtocolViolation {
        ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(mostBytes, 4 * compressed.length));
        try {
            inflater.reset();
            inflate(compressed, mostBytes, out);
            inflate(TAIL, mostBytes, out);
        } catch (DataFormatException e) {
            throw new ProtocolViolation(CloseCode.INVALID_DATA, "a compressed message is in DEFLATE blocks");
        }
        return out.toByteArray();
    }

    private void inflate(byte[] in, int mostBytes, ByteArrayOutputStream out)
            throws DataFormatException, ProtocolViolation {
        inflater.setInput(in);
        while (true) {
            int bytes = inflater.inflate(piece);
            out.write(piece, 0, bytes);
            if (out.size() > mostBytes) {
                throw new ProtocolViolation(CloseCode.TOO_BIG, "a message has at most " + mostBytes + " bytes");
            }
            if (inflater.finished() && inflater.getRemaining() > 0) { // a last block need not be the last (7.2.3.4)
                int from = in.length - inflater.getRemaining();
                inflater.reset();
                inflater.setInput(in, from, in.length - from);
            } else if (inflater.needsDictionary()) {
                throw new DataFormatException("there is no dictionary");
            } else if (bytes == 0) {
                if (inflater.finished()) {
                    inflater.reset();
                }
                return;
            }
        }
    }
}
