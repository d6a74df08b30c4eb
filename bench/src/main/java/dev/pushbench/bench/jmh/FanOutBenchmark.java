package dev.pushbench.bench.jmh;

import dev.pushbench.server.room.Audience;
import dev.pushbench.server.room.Batch;
import dev.pushbench.server.room.Entry;
import dev.pushbench.server.room.Framing;
import dev.pushbench.server.room.Lane;
import dev.pushbench.server.room.Reader;
import dev.pushbench.server.room.Room;
import dev.pushbench.server.websocket.WebSocketFraming;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * One append, and a walk over all who wait for it: what the server does for a broadcast beside its system calls. Closed loop,
 * on one thread: the walk is part of the append.
 */
public class FanOutBenchmark extends Measured {
    static final int READERS = 1_000;

    private byte[] data = Specimen.data();
    private Room room = RoomBenchmark.full();
    private Lane lane = new Lane(Runnable::run);
    private Memory memory = new Memory();

    public FanOutBenchmark() {
        Audience audience = room.audience(lane);
        for (int i = 0; i < READERS; i++) {
            audience.join(new MemoryReader(room, lane, memory));
        }
    }

    /** Returns the bytes that all readers have been given so far: one frame each. */
    @Benchmark
    public long toThousandReaders() {
        room.append(Specimen.DUE_NANOS, data);
        return memory.bytes;
    }

    /** Events given to readers so far. */
    long deliveries() {
        return lane.deliveries();
    }

    /** Follows the log as the server's writer does, without gaps, words of its own, or a socket that fills up. */
    private static final class MemoryReader extends Reader {
        private static final Framing FRAMING = WebSocketFraming.TEXT;

        private final Room room;
        private final Lane lane;
        private final Memory channel;
        private long cursor;

        MemoryReader(Room room, Lane lane, Memory channel) {
            this.room = room;
            this.lane = lane;
            this.channel = channel;
            this.cursor = room.last();
        }

        @Override
        public void advance() {
            Batch batch = lane.batch();
            batch.clear();
            long next = cursor + 1;
            for (Entry entry = room.entry(next); entry != null && !batch.isFull(); entry = room.entry(next)) {
                batch.add(entry, FRAMING, 0);
                next++;
            }
            try {
                batch.writeTo(channel);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            cursor = next - 1;
            lane.delivered(batch.count());
        }

        @Override
        public void heartbeat() {}

        @Override
        public void end() {}

        @Override
        public void abort() {
            throw new IllegalStateException("a reader in memory failed, see above");
        }
    }

    /** Copies what is written, as a socket's buffer would, to the same place each time. */
    private static final class Memory implements GatheringByteChannel {
        private final ByteBuffer place = ByteBuffer.allocateDirect(64 * 1024);
        private long bytes;

        @Override
        public int write(ByteBuffer source) {
            int count = source.remaining();
            place.clear().put(source);
            bytes += count;
            return count;
        }

        @Override
        public long write(ByteBuffer[] sources, int offset, int length) {
            long before = bytes;
            for (int i = offset; i < offset + length; i++) {
                write(sources[i]);
            }
            return bytes - before;
        }

        @Override
        public long write(ByteBuffer[] sources) {
            return write(sources, 0, sources.length);
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
