package dev.pushbench.client.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.pushbench.client.http.Cut;
import dev.pushbench.protocol.EventFormat;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Timeout;

final class FrameReaderFuzzTest {
    private static final int MOST_FRAME_BYTES = 70_000;

    @Timeout(10)
    @FuzzTest
    void howeverItIsCutTheSameIsToldOrRefused(byte[] stream) {
        String told = told(Cut.WHOLE, stream);
        assertThat(told(Cut.OCTETS, stream)).isEqualTo(told);
        assertThat(told(Cut.AT_RANDOM, stream)).isEqualTo(told);
    }

    private static String told(Cut cut, byte[] stream) {
        Frames frames = new Frames();
        FrameReader reader = new FrameReader(frames, MOST_FRAME_BYTES);
        try {
            cut.feed(stream, reader::read);
        } catch (MalformedFrame refused) {
            return frames.told + refused.getMessage();
        }
        assertThat(frames.bytes + reader.unfinishedBytes()).isEqualTo(stream.length);
        return frames.told.toString();
    }

    private static final class Frames implements FrameReader.Listener {
        private final StringBuilder told = new StringBuilder();
        private long bytes;

        @Override
        public void message(ByteBuffer in, int payloadStart, int payloadBytes, int headerBytes, int opcode) {
            byte[] start = new byte[Math.min(payloadBytes, EventFormat.HEAD_BYTES)];
            in.get(payloadStart, start);
            told.append(opcode).append(' ').append(payloadBytes).append(' ');
            told.append(HexFormat.of().formatHex(start)).append('\n');
            bytes += headerBytes + payloadBytes;
        }

        @Override
        public void otherFrame(ByteBuffer wholeFrame) {
            byte[] frame = new byte[wholeFrame.remaining()];
            wholeFrame.get(frame);
            told.append("other ").append(HexFormat.of().formatHex(frame)).append('\n');
            bytes += frame.length;
        }
    }
}
