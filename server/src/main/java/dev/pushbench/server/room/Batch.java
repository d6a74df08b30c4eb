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

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final View[] views = new View[MOST];
    private final ByteBuffer[] pieces = new ByteBuffer[MOST];
    private final @Nullable Entry[] entries = new Entry[MOST];
    private int count;

    /** The duplicate last made for an entry with this sequence number modulo {@link #MOST}. */
    private record View(Entry entry, Framing framing, ByteBuffer bytes) {}

    public void clear() {
        count = 0;
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
        return count == 1 ? channel.write(pieces[0]) : channel.write(pieces, 0, count);
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
