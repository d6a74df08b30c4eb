package dev.pushbench.client.sse;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.pushbench.client.http.Cut;
import dev.pushbench.client.http.MalformedResponse;
import dev.pushbench.client.http.RecordingSink;
import org.junit.jupiter.api.Timeout;

final class SseReaderFuzzTest {
    @Timeout(10)
    @FuzzTest
    void howeverItIsCutTheSameIsToldOrRefused(byte[] stream) {
        String told = told(Cut.WHOLE, stream);
        assertThat(told(Cut.OCTETS, stream)).isEqualTo(told);
        assertThat(told(Cut.AT_RANDOM, stream)).isEqualTo(told);
    }

    private static String told(Cut cut, byte[] stream) {
        RecordingSink sink = new RecordingSink();
        SseReader reader = new SseReader(sink);
        try {
            cut.feed(stream, in -> reader.read(in, in.position(), in.limit()));
        } catch (MalformedResponse refused) {
            return sink + refused.getMessage();
        }
        reader.reset();
        assertThat(sink.totalBytes()).isEqualTo(stream.length);
        return sink.toString();
    }
}
