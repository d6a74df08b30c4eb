package dev.pushbench.client.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;

/** Writes down what a response parser says: one line for each response. */
final class RecordingListener implements ResponseParser.Listener {
    private final StringBuilder responses = new StringBuilder();
    private final StringBuilder body = new StringBuilder();
    private long framingBytes;
    private long totalBytes;

    @Override
    public void head(int status, int headBytes) {
        responses.append(status).append(", head ").append(headBytes);
        totalBytes += headBytes;
    }

    @Override
    public void body(ByteBuffer bytes, int from, int to) {
        assertThat(to).as("a part of a body has bytes").isGreaterThan(from);
        byte[] part = new byte[to - from];
        bytes.get(from, part);
        body.append(new String(part, ISO_8859_1));
        totalBytes += part.length;
    }

    @Override
    public void framing(int bytes) {
        assertThat(bytes).as("nothing is not told").isPositive();
        framingBytes += bytes;
        totalBytes += bytes;
    }

    @Override
    public void end(boolean keepAlive) {
        responses.append(", body [").append(body).append("], framing ").append(framingBytes);
        responses.append(keepAlive ? ", keep\n" : ", close\n");
        body.setLength(0);
        framingBytes = 0;
    }

    long totalBytes() {
        return totalBytes;
    }

    /** What was told of a response that has not ended. */
    String unfinished() {
        return "body [" + body + "], framing " + framingBytes;
    }

    @Override
    public String toString() {
        return responses.toString();
    }
}
