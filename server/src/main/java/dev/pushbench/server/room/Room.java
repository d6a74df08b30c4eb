package dev.pushbench.server.room;

import dev.pushbench.protocol.EventFormat;
import dev.pushbench.protocol.RoomName;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * An ordered, bounded, in-memory log of events. Any thread may append; any thread may read, without a lock.
 *
 * <p>There is no queue per reader: a reader is a cursor, the sequence number of the last event it has read, and asks for
 * the entry after it. A cursor before {@link #first()} − 1 has fallen out of retention.
 */
public final class Room {
    private static final int FIRST_SLOTS = 16;

    /** What an event takes beside its text, roughly: or many small ones would take much more than is counted. */
    private static final int BYTES_BESIDE = 100;

    private final RoomName name;
    private final Retention retention;
    private final SharedBytes shared;
    private final Slab slab = new Slab();
    private final Object appending = new Object();

    private long retainedBytes;
    private volatile AtomicReferenceArray<@Nullable Entry> slots = new AtomicReferenceArray<>(FIRST_SLOTS);
    private volatile long first = 1;
    private volatile long last;
    private volatile Audience[] audiences = {};

    /** A room that shares with no other. */
    Room(RoomName name, Retention retention) {
        this(name, retention, new SharedBytes(retention.bytesOfAll()));
    }

    Room(RoomName name, Retention retention, SharedBytes shared) {
        this.name = name;
        this.retention = retention;
        this.shared = shared;
    }

    public RoomName name() {
        return name;
    }

    /** The sequence number of the newest event; 0 where there is none yet. */
    public long last() {
        return last;
    }

    /** The sequence number of the oldest event still retained; {@code last() + 1} where there is none. */
    public long first() {
        return first;
    }

    /** The entry with this sequence number, or null where it has not come yet or is no longer retained. */
    public @Nullable Entry entry(long seq) {
        if (seq > last) {
            return null;
        }
        AtomicReferenceArray<@Nullable Entry> current = slots;
        Entry entry = current.get((int) seq & current.length() - 1);
        return entry != null && entry.seq() == seq ? entry : null;
    }

    /**
     * Appends an event and wakes those who wait for it.
     *
     * @return its sequence number; 0 where all rooms together keep as much as they may, and this one has too little to give up
     */
    public long append(long dueNanos, byte[] escapedData) {
        long seq;
        synchronized (appending) {
            seq = last + 1;
            byte[] event = EventFormat.event(seq, dueNanos, escapedData);
            makeSpaceFor(seq, event.length);
            if (!takeShared(seq, event.length + BYTES_BESIDE)) {
                return 0;
            }
            slots.set((int) seq & slots.length() - 1, new Entry(seq, event, slab));
            retainedBytes += event.length;
            last = seq;
        }
        for (Audience audience : audiences) {
            audience.wake();
        }
        return seq;
    }

    /** The readers of this room on that lane. */
    public Audience audience(Lane lane) {
        Audience found = find(lane);
        if (found != null) {
            return found;
        }
        synchronized (appending) {
            Audience raced = find(lane);
            if (raced != null) {
                return raced;
            }
            Audience added = new Audience(lane);
            Audience[] more = Arrays.copyOf(audiences, audiences.length + 1);
            more[more.length - 1] = added;
            audiences = more;
            return added;
        }
    }

    private @Nullable Audience find(Lane lane) {
        for (Audience audience : audiences) {
            if (audience.lane() == lane) {
                return audience;
            }
        }
        return null;
    }

    private void makeSpaceFor(long seq, int eventBytes) {
        while (seq - first >= retention.events() || (first < seq && retainedBytes + eventBytes > retention.bytes())) {
            dropOldest();
        }
        long kept = first;
        if (seq - kept >= slots.length()) {
            AtomicReferenceArray<@Nullable Entry> larger = new AtomicReferenceArray<>(2 * slots.length());
            for (long each = kept; each < seq; each++) {
                larger.set((int) each & larger.length() - 1, entry(each));
            }
            slots = larger;
        }
    }

    /** Of the bytes of all rooms, at the cost of this one's oldest events where these are used up. */
    private boolean takeShared(long seq, long bytes) {
        long own = retainedBytes + (seq - first) * BYTES_BESIDE;
        if (shared.left() + own < bytes) {
            return false; // not even all that could go would do
        }
        while (!shared.take(bytes)) {
            if (first == seq) {
                return false;
            }
            dropOldest();
        }
        return true;
    }

    private void dropOldest() {
        long oldest = first;
        first = oldest + 1;
        Entry gone = slots.getAndSet((int) oldest & slots.length() - 1, null);
        if (gone != null) {
            retainedBytes -= gone.eventBytes();
            shared.giveBack(gone.eventBytes() + BYTES_BESIDE);
        }
    }
}
