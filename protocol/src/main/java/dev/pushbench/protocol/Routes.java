package dev.pushbench.protocol;

import java.util.Optional;

/** Paths, query parameters and header names of the wire contract, version 1. */
public final class Routes {
    public static final String PUBLISH_PREFIX = "/publish/";
    public static final String HEALTH = "/healthz";
    public static final String STATS = "/stats";
    public static final String METRICS = "/metrics";

    /** Query parameter: the cursor, that is the sequence number of the last event read. Absent means "from now". */
    public static final String AFTER = "after";

    /**
     * Query parameter: the {@link LogId} of the log that the cursor was read from; empty where the reader knows none yet. A reader that gives
     * it is told of the log with a {@link LogNotice} where it is another one. Absent means that the reader does not care.
     */
    public static final String LOG = "log";

    /** Between the number and the log's id in the {@code id} of a server-sent event. */
    public static final char LOG_SEPARATOR = '-';

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

    /**
     * The same of a reader that wants to know which log it reads.
     *
     * @param log that the cursor was read from; empty where it knows none yet
     */
    public static String read(Technique technique, RoomName room, long after, Optional<LogId> log) {
        return read(technique, room, after)
                + '&'
                + LOG
                + '='
                + log.map(LogId::text).orElse("");
    }

    public static String publish(RoomName room) {
        return PUBLISH_PREFIX + room.text();
    }
}
