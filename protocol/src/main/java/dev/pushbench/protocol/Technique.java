package dev.pushbench.protocol;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** A way for a user to read a room. Each reads the same log from a cursor, and promises every event once, in order. */
public enum Technique {
    /** Asks at an interval what came after the cursor, and is answered at once. */
    POLLING("polling", "/poll/"),
    /** Asks what came after the cursor, and is answered when there is something or the wait ends. */
    LONG_POLLING("long-polling", "/long-poll/"),
    /** One response that never ends: a line for each event (chunked NDJSON). */
    STREAMING("streaming", "/stream/"),
    /** One response that never ends, in the form a browser's {@code EventSource} reads (WHATWG HTML, section 9.2). */
    SSE("sse", "/sse/"),
    /** One upgrade, then frames both ways (RFC 6455). */
    WEBSOCKET("websocket", "/ws/");

    private final String id;
    private final String pathPrefix;

    Technique(String id, String pathPrefix) {
        this.id = id;
        this.pathPrefix = pathPrefix;
    }

    /** The name used on the command line, in CSV, in reports. */
    public String id() {
        return id;
    }

    /** The start of this technique's request path; the room's name follows. */
    public String pathPrefix() {
        return pathPrefix;
    }

    /** Whether events come without being asked for again: one request, any number of deliveries. */
    public boolean isPush() {
        return this == STREAMING || this == SSE || this == WEBSOCKET;
    }

    public static Optional<Technique> withId(String id) {
        return Arrays.stream(values())
                .filter(technique -> technique.id.equals(id))
                .findFirst();
    }

    /** All ids, for messages: {@code polling, long-polling, …}. */
    public static String ids() {
        return Arrays.stream(values()).map(Technique::id).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return id;
    }
}
