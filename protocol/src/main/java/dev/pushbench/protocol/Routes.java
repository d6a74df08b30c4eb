package dev.pushbench.protocol;

/** Paths, query parameters and header names of the wire contract, version 1. */
public final class Routes {
    public static final String PUBLISH_PREFIX = "/publish/";
    public static final String HEALTH = "/healthz";
    public static final String STATS = "/stats";
    public static final String METRICS = "/metrics";

    /** Query parameter: the cursor, that is the sequence number of the last event read. Absent means "from now". */
    public static final String AFTER = "after";

    /** Query parameter of a long poll: the longest time to park, in milliseconds. */
    public static final String WAIT_MILLIS = "wait";

    /**
     * Response header: the room's last sequence number. Sent where the request had no {@link #AFTER}, so that a poller
     * that starts "from now" learns the cursor to ask with.
     */
    public static final String CURSOR_HEADER = "Pushbench-Cursor";

    /** Request header by which a browser's {@code EventSource} resumes; it wins over {@link #AFTER}. */
    public static final String LAST_EVENT_ID = "Last-Event-ID";

    public static final String NDJSON = "application/x-ndjson";
    public static final String EVENT_STREAM = "text/event-stream";
    public static final String JSON = "application/json";

    private Routes() {}

    /** The path and query by which a user of {@code technique} reads {@code room} from the cursor {@code after}. */
    public static String read(Technique technique, RoomName room, long after) {
        return technique.pathPrefix() + room.text() + '?' + AFTER + '=' + after;
    }

    public static String publish(RoomName room) {
        return PUBLISH_PREFIX + room.text();
    }
}
