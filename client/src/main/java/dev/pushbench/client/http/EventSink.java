package dev.pushbench.client.http;

import dev.pushbench.protocol.EventTail;
import java.nio.ByteBuffer;

/**
 * Is told of the events in a body as they are read, and of every other byte of it.
 *
 * <p>The byte counts given over all calls add up to the bytes read. A text may only be looked at during the call.
 */
public interface EventSink {
    /**
     * An event; its sequence number is at least 1 and its due instant at least 0.
     *
     * @param text has the whole event from {@code start}
     */
    void event(ByteBuffer text, int start, int lengthBytes);

    /** An event that came in pieces, which were compared with the {@link #tail} as they came; the same otherwise. */
    default void event(EventStart text) {
        event(text.text(), 0, text.lengthBytes());
    }

    /** How every event is expected to end; asked for only where one comes in pieces. */
    default EventTail tail() {
        return EventTail.UNKNOWN;
    }

    /**
     * A gap notice; its first event is at least 1 and its count at least 0.
     *
     * @param text has at least {@link dev.pushbench.protocol.EventFormat#HEAD_BYTES} from {@code start}
     */
    void gap(ByteBuffer text, int start, int lengthBytes);

    /**
     * Word of which log is read; its cursor is at least 0. Comes to those only who asked for it, so that whoever does not need not mind.
     *
     * @param text has the whole notice
     */
    default void log(ByteBuffer text, int start, int lengthBytes) {
        throw new MalformedResponse("told of a log without having asked");
    }

    /** Bytes that only keep the connection alive. */
    void heartbeat(int bytes);

    /** Bytes that only separate events. */
    void framing(int bytes);
}
