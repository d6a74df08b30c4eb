package dev.pushbench.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.protocol.EventFormat;
import java.nio.ByteBuffer;

/** Writes down what it is told: the texts in order, and the bytes of each kind. */
public class RecordingSink implements EventSink {
    private final StringBuilder texts = new StringBuilder();
    private long textBytes;
    private long heartbeatBytes;
    private long framingBytes;

    @Override
    public void event(ByteBuffer text, int start, int lengthBytes) {
        // The last byte of what must be there is of use only in this: it must be readable.
        text.get(start + EventFormat.HEAD_BYTES - 1);
        texts.append("event ")
                .append(EventFormat.seq(text, start))
                .append(" due ")
                .append(EventFormat.dueNanos(text, start))
                .append(", ");
        textBytes += lengthBytes;
        texts.append(lengthBytes).append(" bytes\n");
    }

    @Override
    public void gap(ByteBuffer text, int start, int lengthBytes) {
        texts.append("gap ")
                .append(EventFormat.gapFirst(text, start))
                .append(" missed ")
                .append(EventFormat.gapMissed(text, start))
                .append('\n');
        textBytes += lengthBytes;
    }

    @Override
    public void heartbeat(int bytes) {
        heartbeatBytes += bytes;
    }

    @Override
    public void framing(int bytes) {
        assertThat(bytes).as("nothing is not told").isPositive();
        framingBytes += bytes;
    }

    public long totalBytes() {
        return textBytes + heartbeatBytes + framingBytes;
    }

    @Override
    public String toString() {
        return texts + "texts " + textBytes + ", heartbeats " + heartbeatBytes + ", framing " + framingBytes;
    }
}
