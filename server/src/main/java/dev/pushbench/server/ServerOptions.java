package dev.pushbench.server;

import dev.pushbench.server.room.Retention;
import dev.pushbench.server.wire.GapPolicy;
import java.time.Duration;

/**
 * How a server is set up.
 *
 * @param host address to bind
 * @param port 0 for any free one
 * @param ioThreads at least 1; each serves its share of the connections
 * @param retention of every room
 * @param mostRooms beyond which a request that names a new room is answered 503
 * @param heartbeat after so much silence an open connection is shown to be alive; at least 10 ms
 */
public record ServerOptions(
        String host,
        int port,
        int ioThreads,
        Retention retention,
        int mostRooms,
        Duration heartbeat,
        GapPolicy gapPolicy) {

    /** Loopback, any free port, one IO thread. */
    public static final ServerOptions DEFAULT = new ServerOptions(
            "127.0.0.1",
            0,
            1,
            new Retention(1024, 16L * 1024 * 1024),
            20_000,
            Duration.ofSeconds(15),
            GapPolicy.NOTICE);

    public ServerOptions {
        require(port >= 0 && port <= 65535, "port must be 0 to 65535, not " + port);
        require(ioThreads >= 1 && ioThreads <= 256, "io threads must be 1 to 256, not " + ioThreads);
        require(mostRooms >= 1, "rooms must be at least 1, not " + mostRooms);
        require(
                heartbeat.toMillis() >= 10 && heartbeat.compareTo(Duration.ofHours(1)) <= 0,
                "heartbeat must be 10 ms to 1 h, not " + heartbeat.toMillis() + " ms");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
