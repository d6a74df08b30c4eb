package dev.pushbench.server.websocket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.pushbench.server.Cut;
import java.nio.ByteBuffer;
import java.util.Set;
import org.junit.jupiter.api.Timeout;

final class FrameParserFuzzTest {
    private static final int MOST_FRAME_BYTES = 600;
    private static final int MOST_MESSAGE_BYTES = 1_000;
    private static final Set<Integer> CODES =
            Set.of(CloseCode.PROTOCOL_ERROR, CloseCode.INVALID_DATA, CloseCode.TOO_BIG);

    @Timeout(10)
    @FuzzTest
    void howeverItIsCutTheSameIsHeardOrRefused(byte[] stream) {
        for (boolean deflate : new boolean[] {false, true}) {
            String heard = heard(Cut.WHOLE, stream, deflate);
            assertThat(heard(Cut.OCTETS, stream, deflate)).isEqualTo(heard);
            assertThat(heard(Cut.AT_RANDOM, stream, deflate)).isEqualTo(heard);
        }
    }

    private static String heard(Cut cut, byte[] stream, boolean deflate) {
        Heard heard = new Heard();
        FrameParser parser = new FrameParser(heard, MOST_FRAME_BYTES, MOST_MESSAGE_BYTES, deflate);
        int fed = 0;
        try {
            for (ByteBuffer piece : cut.pieces(stream)) {
                fed += piece.remaining();
                parser.read(piece);
                assertThat(piece.hasRemaining()).isFalse();
                assertThat(parser.heldBytes()).isLessThanOrEqualTo(2 * fed);
            }
        } catch (ProtocolViolation refused) {
            assertThat(CODES).contains(refused.code());
            return heard.all + "" + refused.code() + " " + refused.reason();
        }
        return heard.all + "" + parser.isBetweenMessages();
    }

    private static final class Heard implements FrameParser.Listener {
        private final StringBuilder all = new StringBuilder();

        @Override
        public void message(byte[] payload, boolean text) {
            assertThat(payload).hasSizeLessThanOrEqualTo(MOST_MESSAGE_BYTES);
            if (text) {
                assertThat(new String(payload, UTF_8).getBytes(UTF_8)).isEqualTo(payload);
            }
            all.append(text ? "text " : "binary ")
                    .append(new String(payload, ISO_8859_1))
                    .append('\n');
        }

        @Override
        public void ping(byte[] payload) {
            assertThat(payload).hasSizeLessThanOrEqualTo(Frames.MOST_CONTROL_BYTES);
            all.append("ping ").append(new String(payload, ISO_8859_1)).append('\n');
        }

        @Override
        public void close(int code) {
            all.append("close ").append(code).append('\n');
        }
    }
}
