package dev.pushbench.client.http;

import dev.pushbench.protocol.EventFormat;
import dev.pushbench.protocol.Limits;
import dev.pushbench.protocol.LogNotice;
import java.nio.ByteBuffer;

/** Tells events and gap notices from each other, and from anything else. */
public final class EventText {
    /** Most bytes of a text that is taken for an event: what comes of the largest publication. */
    public static final int MOST_BYTES = Limits.MOST_PUBLICATION_BYTES + EventFormat.FIXED_BYTES;

    private EventText() {}

    /**
     * Passes the text on as what it is.
     *
     * @param text holds the whole text
     * @throws MalformedResponse where the text is neither an event nor a gap notice
     */
    public static void tell(ByteBuffer text, int start, int lengthBytes, EventSink sink) {
        if (isEvent(text, start, lengthBytes)) {
            sink.event(text, start, lengthBytes);
        } else {
            tellNotice(text, start, lengthBytes, sink);
        }
    }

    /** The same of a text that came in pieces. */
    public static void tell(EventStart text, EventSink sink) {
        if (isEvent(text.text(), 0, text.lengthBytes())) {
            sink.event(text);
        } else {
            tellNotice(text.text(), 0, text.lengthBytes(), sink);
        }
    }

    private static boolean isEvent(ByteBuffer text, int start, int lengthBytes) {
        return lengthBytes >= Limits.LEAST_EVENT_BYTES
                && EventFormat.isEvent(text, start)
                && EventFormat.seq(text, start) >= 1
                && EventFormat.dueNanos(text, start) >= 0;
    }

    /** @param text holds at least the first {@link EventFormat#HEAD_BYTES} of the text, or all of a shorter one */
    private static void tellNotice(ByteBuffer text, int start, int lengthBytes, EventSink sink) {
        if (lengthBytes == EventFormat.GAP_BYTES && EventFormat.isGap(text, start)) {
            if (EventFormat.gapFirst(text, start) >= 1 && EventFormat.gapMissed(text, start) >= 0) {
                sink.gap(text, start, lengthBytes);
                return;
            }
        } else if (lengthBytes == LogNotice.BYTES && LogNotice.isAt(text, start)) {
            if (LogNotice.after(text, start) >= 0) {
                sink.log(text, start, lengthBytes);
                return;
            }
        }
        int shownBytes = Math.min(lengthBytes, EventFormat.HEAD_BYTES);
        throw new MalformedResponse("neither an event nor a gap notice, " + lengthBytes + " bytes: "
                + Ascii.quote(text, start, start + shownBytes));
    }

    /**
     * Bounds the text that is waited for.
     *
     * @throws MalformedResponse where so many bytes cannot be an event's
     */
    public static void requireAtMost(int lengthBytes) {
        if (lengthBytes > MOST_BYTES) {
            throw new MalformedResponse("event text longer than " + MOST_BYTES + " bytes");
        }
    }
}
