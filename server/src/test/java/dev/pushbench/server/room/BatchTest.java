package dev.pushbench.server.room;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BatchTest {
    private static final List<String> TEXTS = List.of("one", "", "three", "4", "five five");

    private final Batch batch = new Batch();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whateverASocketTakesTheRestFollows(boolean gathers) throws IOException {
        String whole = String.join("", TEXTS);
        for (int space = 0; space <= whole.length(); space++) {
            List<ByteBuffer> pieces = TEXTS.stream().map(BatchTest::bytes).toList();
            Socket socket = new Socket(gathers);
            socket.space = space;

            fill(gathers, pieces);
            assertThat(batch.writeTo(socket)).isEqualTo(space);
            assertThat(socket.calls).isEqualTo(1);
            assertThat(pieces.stream().mapToInt(ByteBuffer::remaining).sum()).isEqualTo(whole.length() - space);
            socket.space = whole.length();
            fill(gathers, pieces);
            batch.writeTo(socket);
            assertThat(socket.taken.toString(US_ASCII)).isEqualTo(whole);
            assertThat(batch.isWritten(TEXTS.size() - 1)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 65_535, 65_536, 70_000})
    void whatIsTooLargeToBeJoinedIsWrittenInSeveralCalls(int large) throws IOException {
        List<ByteBuffer> pieces = Stream.of("a", "b".repeat(large), "c".repeat(large), "d")
                .map(BatchTest::bytes)
                .toList();
        Socket socket = new Socket(false);
        socket.space = 1_000_000;

        while (pieces.stream().anyMatch(ByteBuffer::hasRemaining)) {
            fill(false, pieces.stream().filter(ByteBuffer::hasRemaining).toList());
            assertThat(batch.writeTo(socket)).isPositive();
        }
        assertThat(socket.taken.toString(US_ASCII)).isEqualTo("a" + "b".repeat(large) + "c".repeat(large) + "d");
        assertThat(socket.calls).isLessThanOrEqualTo(large == 1 ? 1 : 4);
    }

    private void fill(boolean gathers, List<ByteBuffer> pieces) {
        batch.clear(gathers);
        pieces.forEach(batch::add);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(US_ASCII));
    }

    /** Takes what there is space for; of several pieces only the first where it does not gather. */
    private static final class Socket implements GatheringByteChannel {
        private final boolean gathers;
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private int space;
        private int calls;

        Socket(boolean gathers) {
            this.gathers = gathers;
        }

        @Override
        public int write(ByteBuffer from) {
            calls++;
            return take(from);
        }

        private int take(ByteBuffer from) {
            byte[] bytes = new byte[Math.min(space, from.remaining())];
            from.get(bytes);
            taken.writeBytes(bytes);
            space -= bytes.length;
            return bytes.length;
        }

        @Override
        public long write(ByteBuffer[] from, int offset, int length) {
            assertThat(gathers).as("that it takes several pieces").isTrue();
            calls++;
            long bytes = 0;
            for (int piece = offset; piece < offset + length; piece++) {
                bytes += take(from[piece]);
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
