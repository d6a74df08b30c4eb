package dev.pushbench.client.http;

import java.nio.ByteBuffer;

/**
 * Reads events that are separated by newlines ({@code application/x-ndjson}). An empty line is a heartbeat.
 *
 * <p>A line that lies whole in what is read is told in place. Of any other its start is kept, never the line: memory is
 * small and bounded, and nothing is allocated per line. For one thread.
 */
public final class NdjsonReader {
    private final EventSink sink;
    private final EventStart unfinished = new EventStart();

    public NdjsonReader(EventSink sink) {
        this.sink = sink;
    }

    /**
     * Reads {@code from} to before {@code to}; the buffer's position is neither used nor moved.
     *
     * @throws MalformedResponse where a line is neither empty, an event nor a gap notice; this reader is then of no more
     *     use until {@link #reset()}
     */
    public void read(ByteBuffer bytes, int from, int to) {
        int lineStart = from;
        for (int i = from; i < to; i++) {
            if (bytes.get(i) == '\n') {
                endLine(bytes, lineStart, i);
                lineStart = i + 1;
            }
        }
        if (lineStart < to) {
            keep(bytes, lineStart, to);
        }
    }

    /** Whether a line has begun that is not ended. */
    public boolean midLine() {
        return unfinished.lengthBytes() > 0;
    }

    /** Makes ready for a new response. The bytes of an unfinished line were no event: they are told as framing. */
    public void reset() {
        int lostBytes = unfinished.lengthBytes();
        unfinished.clear();
        if (lostBytes > 0) {
            sink.framing(lostBytes);
        }
    }

    private void endLine(ByteBuffer bytes, int from, int to) {
        if (midLine()) {
            keep(bytes, from, to);
            EventText.tell(unfinished, sink);
            unfinished.clear();
            sink.framing(1);
        } else if (from == to) {
            sink.heartbeat(1);
        } else {
            EventText.requireAtMost(to - from);
            EventText.tell(bytes, from, to - from, sink);
            sink.framing(1);
        }
    }

    private void keep(ByteBuffer bytes, int from, int to) {
        unfinished.append(bytes, from, to, sink.tail());
        EventText.requireAtMost(unfinished.lengthBytes());
    }
}
