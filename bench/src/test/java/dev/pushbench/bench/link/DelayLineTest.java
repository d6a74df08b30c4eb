package dev.pushbench.bench.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.link.DelayLine.Mark;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DelayLineTest {
    private final ChunkPool pool = new ChunkPool();
    private final DelayLine line = new DelayLine(pool);
    private final ByteBuffer[] buffers = new ByteBuffer[17];

    /** However the bytes come and go. */
    @ParameterizedTest
    @ValueSource(ints = {1, 100, 4095, 4096, 4097, 20_000})
    void bytesComeOutAsTheyWentIn(int most) {
        Random random = new Random(most);
        byte[] sent = new byte[200_000];
        random.nextBytes(sent);
        ByteBuffer in = ByteBuffer.wrap(sent);
        ByteBuffer out = ByteBuffer.allocate(sent.length);
        int packets = 0;
        while (out.hasRemaining()) {
            if (in.hasRemaining() && random.nextBoolean()) {
                line.add(in, Math.min(in.remaining(), 1 + random.nextInt(most)), packets++);
            }
            write(out, line.dueBytes(packets, 1 + random.nextInt(2 * most)), random);
            assertThat(line.queuedBytes()).isEqualTo(in.position() - out.position());
        }

        assertThat(out.array()).isEqualTo(sent);
        assertThat(line.isEmpty()).isTrue();
        assertThat(pool.inUse()).isZero();
    }

    @Test
    void onlyWhatIsDueIsCountedAndNothingBeyondAMark() {
        ByteBuffer in = ByteBuffer.allocate(100);
        line.add(Mark.CONNECT, 5);
        line.add(in, 10, 10);
        line.add(in, 20, 20);
        line.add(Mark.END, 20);
        line.add(in, 30, 30);
        line.add(Mark.ABORT, 40);

        assertThat(line.firstDueNanos()).isEqualTo(5);
        assertThat(line.dueBytes(50, 100)).isZero();
        assertThat(line.startsWithMark()).isTrue();
        assertThat(line.takeMark()).isEqualTo(Mark.CONNECT);
        assertThat(line.dueBytes(9, 100)).isZero();
        assertThat(line.dueBytes(10, 100)).isEqualTo(10);
        assertThat(line.dueBytes(50, 100)).isEqualTo(30);
        assertThat(line.dueBytes(50, 25)).isEqualTo(25);
        assertThat(line.clear()).isEqualTo(60);
        assertThat(line.isEmpty()).isTrue();
        assertThat(pool.inUse()).isZero();
    }

    /** What a socket does not take stays; sometimes it takes nothing. */
    private void write(ByteBuffer out, int due, Random random) {
        if (due == 0) {
            return;
        }
        int count = line.gather(buffers, due);
        int written = 0;
        int taken = random.nextInt(due + 1);
        for (int i = 0; i < count && written < taken; i++) {
            int part = Math.min(taken - written, buffers[i].remaining());
            for (int j = 0; j < part; j++) {
                out.put(buffers[i].get());
            }
            written += part;
        }
        assertThat(written).isEqualTo(taken);
        line.written(written, buffers[count - 1]);
    }
}
