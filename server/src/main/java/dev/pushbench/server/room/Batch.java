package dev.pushbench.server.room;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * One gathering write in the making. A lane has one and uses it again for every write, so that a walk over thousands of
 * readers duplicates a shared frame once and not thousands of times. Confined to its lane's thread.
 */
public class Batch {
    /** Most pieces of one write; a power of two. */
    private static final int MOST = 64;

    /** Most bytes that are joined for one write: those of a batch of small events. */
    private static final int JOINED_BYTES = 64 * 1024;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final View[] views = new View[MOST];
    private final ByteBuffer[] pieces = new ByteBuffer[MOST];
    private final @Nullable Entry[] entries = new Entry[MOST];
    private int count;
    private boolean gathers = true;
    private ByteBuffer joined = NOTHING;

    /** The duplicate last made for an entry with this sequence number modulo {@link #MOST}. */
    private record View(Entry entry, Framing framing, ByteBuffer bytes) {}

    /** Begins a batch for a channel that writes several pieces at once. */
    public void clear() {
        clear(true);
    }

    /**
     * Begins a batch.
     *
     * @param channelGathers whether the channel that it is for writes several pieces at once; for one that takes a single piece of what it
     *     is given, and so would ask for a call to the kernel for each event, they are copied together first
     */
    public void clear(boolean channelGathers) {
        count = 0;
        gathers = channelGathers;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    public boolean isFull() {
        return count == MOST;
    }

    public int count() {
        return count;
    }

    /** Adds an event from its {@code from}-th framed byte on. The events of one batch follow one another in the log. */
    public void add(Entry entry, Framing framing, int from) {
        int slot = (int) entry.seq() & MOST - 1;
        View view = views[slot];
        if (view == null || view.entry != entry || view.framing != framing) {
            view = new View(entry, framing, entry.framed(framing).duplicate());
            views[slot] = view;
        }
        pieces[count] = view.bytes.position(from);
        entries[count++] = entry;
    }

    /** Adds bytes that are no event; the buffer's own position moves as it is written. */
    public void add(ByteBuffer bytes) {
        pieces[count] = bytes;
        entries[count++] = null;
    }

    /** Takes the bytes out of this piece: nothing of it will be written, and it will pass for written. */
    public final void drop(int piece) {
        pieces[piece] = NOTHING;
    }

    /** Writes as much as the channel takes; returns the bytes written. */
    public long writeTo(GatheringByteChannel channel) throws IOException {
        if (count == 1) {
            return channel.write(pieces[0]);
        }
        return gathers ? channel.write(pieces, 0, count) : writeJoined(channel);
    }

    private long writeJoined(GatheringByteChannel channel) throws IOException {
        if (pieces[0].remaining() >= JOINED_BYTES) {
            return channel.write(pieces[0]);
        }
        if (joined.capacity() == 0) {
            joined = ByteBuffer.allocateDirect(JOINED_BYTES);
        }
        joined.clear();
        for (int piece = 0; piece < count && joined.hasRemaining(); piece++) {
            int bytes = Math.min(pieces[piece].remaining(), joined.remaining());
            joined.put(joined.position(), pieces[piece], pieces[piece].position(), bytes);
            joined.position(joined.position() + bytes);
        }
        long bytesWritten = channel.write(joined.flip());
        long left = bytesWritten;
        for (int piece = 0; left > 0; piece++) {
            int bytes = (int) Math.min(left, pieces[piece].remaining());
            pieces[piece].position(pieces[piece].position() + bytes);
            left -= bytes;
        }
        return bytesWritten;
    }

    /** The event of this piece, or null where it is none. */
    public @Nullable Entry entry(int piece) {
        return entries[piece];
    }

    public boolean isWritten(int piece) {
        return !pieces[piece].hasRemaining();
    }

    /** How many bytes of this piece are written, counted from its first framed byte. */
    public int written(int piece) {
        return pieces[piece].position();
    }
}
