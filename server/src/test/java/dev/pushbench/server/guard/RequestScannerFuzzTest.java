package dev.pushbench.server.guard;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.pushbench.server.Cut;
import java.nio.ByteBuffer;
import java.util.Set;
import org.junit.jupiter.api.Timeout;

/** Besides one way to take a stream there must be only one way to understand it: what passes is held to {@link PlainRequest}. */
final class RequestScannerFuzzTest {
    /** Short, so that a fuzzer reaches them. */
    private static final int MOST_HEAD_BYTES = 400;

    private static final int MOST_WIRE_BYTES = 200;

    private static final Set<Integer> STATUSES = Set.of(400, 413, 414, 431, 505);

    @Timeout(10)
    @FuzzTest
    void howeverItIsCutTheSamePassesAndOneRequestIsNotTakenForAnother(byte[] stream) {
        String followed = followed(Cut.WHOLE, stream);
        assertThat(followed(Cut.OCTETS, stream)).isEqualTo(followed);
        assertThat(followed(Cut.AT_RANDOM, stream)).isEqualTo(followed);
        requireThatWhatPassesIsPlain(stream);
    }

    private static String followed(Cut cut, byte[] stream) {
        String followed = Followed.by(new RequestScanner(MOST_HEAD_BYTES, MOST_WIRE_BYTES), cut.pieces(stream));
        if (!followed.startsWith("true ") && !followed.startsWith("false ")) {
            assertThat(STATUSES).contains(Integer.parseInt(followed.substring(0, 3)));
        }
        return followed;
    }

    private static void requireThatWhatPassesIsPlain(byte[] stream) {
        RequestScanner scanner = new RequestScanner(MOST_HEAD_BYTES, MOST_WIRE_BYTES);
        int start = 0;
        for (int i = 0; i < stream.length; i++) {
            scanner.scan(ByteBuffer.wrap(stream), i, i + 1);
            if (scanner.isBroken()) {
                return;
            }
            if (scanner.isBetweenRequests()) {
                PlainRequest.require(new String(stream, start, i + 1 - start, ISO_8859_1));
                start = i + 1;
            }
        }
    }
}
