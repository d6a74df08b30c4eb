package dev.pushbench.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Timeout;

final class ResponseParserFuzzTest {
    /** Short, so that a fuzzer reaches it. */
    private static final int MOST_HEAD_BYTES = 300;

    @Timeout(10)
    @FuzzTest
    void howeverItIsCutTheSameIsSaidOrRefused(byte[] stream) {
        String said = said(Cut.WHOLE, stream);
        assertThat(said(Cut.OCTETS, stream)).isEqualTo(said);
        assertThat(said(Cut.AT_RANDOM, stream)).isEqualTo(said);
    }

    private static String said(Cut cut, byte[] stream) {
        RecordingListener listener = new RecordingListener();
        ResponseParser parser = new ResponseParser(listener, MOST_HEAD_BYTES);
        int[] unread = new int[1];
        try {
            cut.feed(stream, in -> {
                parser.read(in);
                unread[0] += in.remaining();
            });
        } catch (MalformedResponse refused) {
            return listener + refused.getMessage();
        }
        assertThat(listener.totalBytes() + parser.unfinishedHeadBytes() + unread[0])
                .isEqualTo(stream.length);
        String unfinished = listener.unfinished() + ", unread " + unread[0] + ", cursor " + parser.cursor();
        try {
            parser.endOfInput();
        } catch (MalformedResponse cutOff) {
            return listener + unfinished + cutOff.getMessage();
        }
        return listener + unfinished;
    }
}
