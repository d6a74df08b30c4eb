package dev.pushbench.client.measure;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * When each event of a trial was due, and when it was written: the generator's own table, so that no figure depends on what a server
 * says. Each event has a slot, from 1. A slot is written before its event goes out: an event that arrives and whose slot is empty was
 * never published.
 *
 * <p>Written by one thread for each slot, read by the loops of the users. Abstract: where all are in one JVM only one kind of it is loaded, and
 * a reading costs no more than that of an array.
 */
public abstract class PublishTimes {
    private volatile long eventsBefore;

    private PublishTimes() {}

    /**
     * The server has been started anew: its log is empty, and gives the next event the number 1.
     *
     * @param eventsBefore how many were written until then
     */
    public void logBegins(long eventsBefore) {
        this.eventsBefore = eventsBefore;
    }

    /** How many events were written before the log began that is written to now. */
    public long eventsBefore() {
        return eventsBefore;
    }

    /**
     * For users and publisher of one process. Grows when more events are published than were expected.
     *
     * @param events how many are expected; at least 0
     */
    public static PublishTimes inMemory(int events) {
        return new InMemory(events);
    }

    /**
     * For users of several processes: all of them map the same file. It may be deleted as soon as they have, and lives on until they end.
     *
     * @param file made where it does not exist
     * @param events as every other of the processes has it
     */
    public static PublishTimes mapped(Path file, int events) throws IOException {
        long bytes = (events + 1L) * Mapped.SLOT_BYTES;
        if (bytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("several load generators can share at most "
                    + (Integer.MAX_VALUE / Mapped.SLOT_BYTES - 1) + " events, not " + events);
        }
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new Mapped(channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes));
        }
    }

    /**
     * Notes an event, before it is written.
     *
     * @param slot at least 1
     * @param sentNanos not 0
     */
    public abstract void publishing(long slot, long dueNanos, long sentNanos);

    /** When the event was written; 0 where it was not, or where there is no such slot. Any number may be asked for. */
    public abstract long sentNanos(long slot);

    /** When the event was due. Only to be asked for a slot that has a {@link #sentNanos}. */
    public abstract long dueNanos(long slot);

    /** In segments, each of which is made when its first event is published: a trial of hours needs no memory for what is still to come. */
    private static final class InMemory extends PublishTimes {
        private static final int SEGMENT_BITS = 14;
        private static final int SEGMENT_SLOTS = 1 << SEGMENT_BITS;
        private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

        /** Of each slot due, then sent. */
        private volatile AtomicReferenceArray<long[]> segments;

        InMemory(int events) {
            this.segments = new AtomicReferenceArray<>(segmentOf(events) + 1);
            segments.set(0, new long[2 * SEGMENT_SLOTS]);
        }

        private static int segmentOf(long slot) {
            return (int) (slot >> SEGMENT_BITS);
        }

        private static int indexOf(long slot) {
            return 2 * (int) (slot & (SEGMENT_SLOTS - 1));
        }

        @Override
        public void publishing(long slot, long dueNanos, long sentNanos) {
            int number = segmentOf(slot);
            if (number >= segments.length()) {
                segments = longer(segments, Math.max(number + 1, 2 * segments.length()));
            }
            long[] segment = segments.get(number);
            if (segment == null) {
                segment = new long[2 * SEGMENT_SLOTS];
                segments.set(number, segment);
            }
            segment[indexOf(slot)] = dueNanos;
            LONGS.setVolatile(segment, indexOf(slot) + 1, sentNanos);
        }

        private static AtomicReferenceArray<long[]> longer(AtomicReferenceArray<long[]> from, int length) {
            AtomicReferenceArray<long[]> to = new AtomicReferenceArray<>(length);
            for (int i = 0; i < from.length(); i++) {
                to.set(i, from.get(i));
            }
            return to;
        }

        private long @Nullable [] segment(long slot) {
            AtomicReferenceArray<long[]> all = segments;
            return slot > 0 && slot >> SEGMENT_BITS < all.length() ? all.get(segmentOf(slot)) : null;
        }

        @Override
        public long sentNanos(long slot) {
            long[] segment = segment(slot);
            return segment == null ? 0 : (long) LONGS.getVolatile(segment, indexOf(slot) + 1);
        }

        @Override
        public long dueNanos(long slot) {
            long[] segment = segment(slot);
            return segment == null ? 0 : segment[indexOf(slot)];
        }
    }

    private static final class Mapped extends PublishTimes {
        static final int SLOT_BYTES = 2 * Long.BYTES;

        private static final VarHandle LONGS =
                MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

        private final MappedByteBuffer bytes;

        Mapped(MappedByteBuffer bytes) {
            this.bytes = bytes;
        }

        private boolean has(long slot) {
            return slot > 0 && slot < bytes.capacity() / SLOT_BYTES;
        }

        @Override
        public void publishing(long slot, long dueNanos, long sentNanos) {
            if (!has(slot)) {
                throw new IllegalArgumentException("event " + slot + " is not one of the "
                        + (bytes.capacity() / SLOT_BYTES - 1) + " that were expected");
            }
            int index = (int) slot * SLOT_BYTES;
            LONGS.set(bytes, index, dueNanos);
            LONGS.setVolatile(bytes, index + Long.BYTES, sentNanos);
        }

        @Override
        public long sentNanos(long slot) {
            return has(slot) ? (long) LONGS.getVolatile(bytes, (int) slot * SLOT_BYTES + Long.BYTES) : 0;
        }

        @Override
        public long dueNanos(long slot) {
            return (long) LONGS.get(bytes, (int) slot * SLOT_BYTES);
        }
    }
}
