package dev.pushbench.client.measure;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * When each event of a trial was written by its publisher, and which is the first of the log as it is now: set by the publisher's thread, read by the loops of the users. Abstract, for where
 * all are in one JVM only one kind of it is loaded, and a reading costs no more than that of an array.
 */
public abstract class SentTimes {
    private volatile long eventsBefore;

    private SentTimes() {}

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
     * For users and publisher of one process.
     *
     * @param events whose instants are kept, the first ones; at least 0
     */
    public static SentTimes inMemory(int events) {
        return new InMemory(events);
    }

    /**
     * For users of several processes: all of them map the same file. It may be deleted as soon as they have, and lives on until they end.
     *
     * @param file made where it does not exist
     * @param events as every other of the processes has it
     */
    public static SentTimes mapped(Path file, int events) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new Mapped(channel.map(FileChannel.MapMode.READ_WRITE, 0, (events + 1L) * Long.BYTES));
        }
    }

    /** Keeps the instant, where it is one of the first events. Of several rooms each has sequence numbers of its own, moved by its base. */
    public abstract void sent(long seq, long nanos);

    /** The instant, or 0 where none is kept. */
    public abstract long nanos(long seq);

    private static final class InMemory extends SentTimes {
        private final AtomicLongArray nanosBySeq;

        InMemory(int events) {
            this.nanosBySeq = new AtomicLongArray(events + 1);
        }

        @Override
        public void sent(long seq, long nanos) {
            if (seq < nanosBySeq.length()) {
                nanosBySeq.set((int) seq, nanos);
            }
        }

        @Override
        public long nanos(long seq) {
            return seq < nanosBySeq.length() ? nanosBySeq.get((int) seq) : 0;
        }
    }

    private static final class Mapped extends SentTimes {
        private static final VarHandle LONGS =
                MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

        private final MappedByteBuffer bytes;

        Mapped(MappedByteBuffer bytes) {
            this.bytes = bytes;
        }

        private static int index(long seq) {
            return (int) (seq * Long.BYTES);
        }

        @Override
        public void sent(long seq, long nanos) {
            if (seq < bytes.capacity() / Long.BYTES) {
                LONGS.setVolatile(bytes, index(seq), nanos);
            }
        }

        @Override
        public long nanos(long seq) {
            return seq < bytes.capacity() / Long.BYTES ? (long) LONGS.getVolatile(bytes, index(seq)) : 0;
        }
    }
}
