package dev.pushbench.bench.link;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * What is under way in one direction of a connection: packets, and marks between them, each with the instant at which it is due. First in,
 * first out; instants do not fall. Knows no socket and reads no clock. For one thread; allocates nothing once its ring is as long as it gets.
 */
final class DelayLine {
    private static final int FIRST_ENTRIES = 4;

    /** What stands in the line between packets, as a length that no packet has. */
    enum Mark {
        /** The connection is asked for. */
        CONNECT(0),
        /** Nothing more comes (a FIN). */
        END(-1),
        /** The sender is gone (a RST). */
        ABORT(-2);

        private final int length;

        Mark(int length) {
            this.length = length;
        }

        private static Mark of(int length) {
            return length == CONNECT.length ? CONNECT : length == END.length ? END : ABORT;
        }
    }

    private final ChunkPool pool;
    private final ArrayDeque<ByteBuffer> chunks = new ArrayDeque<>(FIRST_ENTRIES);
    private long[] dueNanos = new long[FIRST_ENTRIES];
    /** Above 0 a packet's bytes, else a mark's length. */
    private int[] lengths = new int[FIRST_ENTRIES];

    private int first;
    private int count;
    private int queuedBytes;
    /** Bytes of the last gathered chunk that were not to be written yet. */
    private int cutBytes;

    DelayLine(ChunkPool pool) {
        this.pool = pool;
    }

    boolean isEmpty() {
        return count == 0;
    }

    int queuedBytes() {
        return queuedBytes;
    }

    /** Of the first entry. */
    long firstDueNanos() {
        return dueNanos[first];
    }

    /** Whether the first entry is a mark. */
    boolean startsWithMark() {
        return lengths[first] <= 0;
    }

    /** Takes that many of the buffer's bytes as one packet. */
    void add(ByteBuffer from, int bytes, long due) {
        int left = bytes;
        while (left > 0) {
            ByteBuffer last = chunks.peekLast();
            if (last == null || last.limit() == last.capacity()) {
                last = pool.take();
                chunks.addLast(last);
            }
            int end = last.limit();
            int part = Math.min(left, last.capacity() - end);
            last.limit(end + part).put(end, from, from.position(), part);
            from.position(from.position() + part);
            left -= part;
        }
        queuedBytes += bytes;
        add(bytes, due);
    }

    void add(Mark mark, long due) {
        add(mark.length, due);
    }

    /** Takes the mark that is first out of the line. */
    Mark takeMark() {
        Mark mark = Mark.of(lengths[first]);
        removeFirst();
        return mark;
    }

    /** How many bytes at the front are due, at most so many; up to the first mark. */
    int dueBytes(long nowNanos, int most) {
        int bytes = 0;
        for (int i = 0; i < count && bytes < most; i++) {
            int entry = (first + i) & (lengths.length - 1);
            if (lengths[entry] <= 0 || dueNanos[entry] > nowNanos) {
                break;
            }
            bytes += lengths[entry];
        }
        return Math.min(bytes, most);
    }

    /**
     * The first so many bytes, to be written in one go.
     *
     * @return how many buffers were put in the array; what is left in them after the write is {@link #written}'s to know
     */
    int gather(ByteBuffer[] into, int bytes) {
        int buffers = 0;
        int left = bytes;
        for (ByteBuffer chunk : chunks) {
            if (left == 0 || buffers == into.length) {
                break;
            }
            int part = Math.min(left, chunk.remaining());
            into[buffers++] = chunk;
            left -= part;
            if (left == 0) {
                cutBytes = chunk.remaining() - part;
                chunk.limit(chunk.position() + part);
            }
        }
        return buffers;
    }

    /**
     * Of what was gathered, so many bytes are written.
     *
     * @param lastGathered the last buffer that was
     */
    void written(int bytes, ByteBuffer lastGathered) {
        lastGathered.limit(lastGathered.limit() + cutBytes);
        cutBytes = 0;
        for (ByteBuffer chunk = chunks.peekFirst();
                chunk != null && !chunk.hasRemaining();
                chunk = chunks.peekFirst()) {
            pool.giveBack(chunks.removeFirst());
        }
        queuedBytes -= bytes;
        int left = bytes;
        while (left > 0) {
            if (lengths[first] > left) {
                lengths[first] -= left;
                return;
            }
            left -= lengths[first];
            removeFirst();
        }
    }

    /** Forgets everything; returns how many bytes that were. */
    int clear() {
        int lost = queuedBytes;
        chunks.forEach(pool::giveBack);
        chunks.clear();
        count = 0;
        queuedBytes = 0;
        return lost;
    }

    private void add(int length, long due) {
        if (count == lengths.length) {
            grow();
        }
        int entry = (first + count++) & (lengths.length - 1);
        lengths[entry] = length;
        dueNanos[entry] = due;
    }

    private void removeFirst() {
        first = (first + 1) & (lengths.length - 1);
        count--;
    }

    private void grow() {
        long[] moreDue = new long[2 * count];
        int[] moreLengths = new int[2 * count];
        for (int i = 0; i < count; i++) {
            int entry = (first + i) & (count - 1);
            moreDue[i] = dueNanos[entry];
            moreLengths[i] = lengths[entry];
        }
        dueNanos = moreDue;
        lengths = moreLengths;
        first = 0;
    }
}
