package dev.pushbench.server.handicap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.protocol.RoomName;
import dev.pushbench.server.room.Batch;
import dev.pushbench.server.room.Entry;
import dev.pushbench.server.room.Retention;
import dev.pushbench.server.room.Room;
import dev.pushbench.server.room.Rooms;
import dev.pushbench.server.streaming.StreamingFraming;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class LossTest {
    private final Room room =
            new Rooms(1, new Retention(10, 10_000)).room(new RoomName("room")).orElseThrow();

    @Test
    void anEventThatIsPartlyWrittenIsWrittenToItsEndAndTheNextIsLost() throws IOException {
        Batch batch = new Loss(1).batch();
        batch.add(event(1), StreamingFraming.INSTANCE, 5);
        batch.add(event(2), StreamingFraming.INSTANCE, 0);
        batch.add(event(3), StreamingFraming.INSTANCE, 0);

        assertThat(batch.writeTo(new FakeSocket())).isEqualTo(framedBytes(1) - 5 + framedBytes(3));
        assertThat(batch.isWritten(0) && batch.isWritten(1) && batch.isWritten(2))
                .isTrue();
    }

    @Test
    void whatWasNotReachedIsNotYetLost() throws IOException {
        Loss loss = new Loss(2);
        Batch batch = loss.batch();
        batch.add(event(1), StreamingFraming.INSTANCE, 0);
        batch.add(event(2), StreamingFraming.INSTANCE, 0);
        FakeSocket full = new FakeSocket();
        full.space = 3;
        batch.writeTo(full);
        Batch another = loss.batch();
        another.add(event(3), StreamingFraming.INSTANCE, 0);

        assertThat(another.writeTo(new FakeSocket())).as("the first delivery").isEqualTo(framedBytes(3));
        another.clear();
        another.add(event(4), StreamingFraming.INSTANCE, 0);
        assertThat(another.writeTo(new FakeSocket())).as("the second").isZero();
        batch.clear();
        batch.add(event(1), StreamingFraming.INSTANCE, 3);
        batch.add(event(2), StreamingFraming.INSTANCE, 0);
        assertThat(batch.writeTo(new FakeSocket())).as("all others").isEqualTo(framedBytes(1) - 3 + framedBytes(2));
    }

    private Entry event(long seq) {
        while (room.last() < seq) {
            room.append(1, new byte[] {'x'});
        }
        return Objects.requireNonNull(room.entry(seq));
    }

    private long framedBytes(long seq) {
        return event(seq).framed(StreamingFraming.INSTANCE).remaining();
    }

    /** Takes what there is space for. */
    private static final class FakeSocket implements GatheringByteChannel {
        private int space = 10_000;

        @Override
        public int write(ByteBuffer from) {
            int bytes = Math.min(space, from.remaining());
            from.position(from.position() + bytes);
            space -= bytes;
            return bytes;
        }

        @Override
        public long write(ByteBuffer[] from, int offset, int length) {
            long bytes = 0;
            for (int i = offset; i < offset + length; i++) {
                bytes += write(from[i]);
            }
            return bytes;
        }

        @Override
        public long write(ByteBuffer[] from) {
            return write(from, 0, from.length);
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
