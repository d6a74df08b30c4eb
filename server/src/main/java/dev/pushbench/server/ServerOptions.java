package dev.pushbench.server;

import dev.pushbench.server.room.Retention;
import dev.pushbench.server.tls.TlsSetting;
import dev.pushbench.server.wire.GapPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a server is set up.
 *
 * @param host address to bind
 * @param port 0 for any free one
 * @param ioThreads at least 1; each serves its share of the connections
 * @param retention of every room
 * @param mostRooms beyond which a request that names a new room is answered 503
 * @param heartbeat after so much silence an open connection is shown to be alive; at least 10 ms, or 0 for never
 * @param handicap what is wrong with it on purpose; no delivery is lost where an API is not ours
 * @param exposure what strangers may do
 * @param apis through which it pushes
 * @param tls how it speaks TLS, where it does
 * @param coalescing for so long after an event those who wait for it are not told, and then of all that has come meanwhile, in one
 *     write; whole milliseconds, at most 1 s, 0 for not at all
 */
public record ServerOptions(
        String host,
        int port,
        int ioThreads,
        Retention retention,
        int mostRooms,
        Duration heartbeat,
        GapPolicy gapPolicy,
        Handicap handicap,
        Exposure exposure,
        Apis apis,
        Optional<TlsSetting> tls,
        Duration coalescing) {
    public static final Duration LEAST_HEARTBEAT = Duration.ofMillis(10);
    public static final Duration LONGEST_HEARTBEAT = Duration.ofHours(1);

    /** Of what is held back for longer nobody would say that it is pushed. */
    public static final Duration LONGEST_COALESCING = Duration.ofSeconds(1);

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
                heartbeat.isZero()
                        || (heartbeat.compareTo(LEAST_HEARTBEAT) >= 0 && heartbeat.compareTo(LONGEST_HEARTBEAT) <= 0),
                "heartbeat must be 10 ms to 1 h, or 0, not " + heartbeat.toMillis() + " ms");
        require(
                !coalescing.isNegative() && coalescing.compareTo(LONGEST_COALESCING) <= 0,
                "coalescing must be 0 to 1000 ms, not " + coalescing.toMillis() + " ms");
        require(
                coalescing.equals(Duration.ofMillis(coalescing.toMillis())),
                "coalescing must be whole milliseconds, not " + coalescing);
        require(
                apis.equals(Apis.OWN) || handicap.lostDelivery() == 0,
                "handicap lose must be 0 with " + apis.notice().orElse("") + ", not " + handicap.lostDelivery());
    }

    /** Of a server that is as good as it can be, through our own APIs. */
    public ServerOptions(
            String host,
            int port,
            int ioThreads,
            Retention retention,
            int mostRooms,
            Duration heartbeat,
            GapPolicy gapPolicy) {
        this(
                host,
                port,
                ioThreads,
                retention,
                mostRooms,
                heartbeat,
                gapPolicy,
                Handicap.NONE,
                Exposure.DEFAULT,
                Apis.OWN,
                Optional.empty(),
                Duration.ZERO);
    }

    /** The same with this wrong with it. */
    public ServerOptions with(Handicap other) {
        return new ServerOptions(
                host,
                port,
                ioThreads,
                retention,
                mostRooms,
                heartbeat,
                gapPolicy,
                other,
                exposure,
                apis,
                tls,
                coalescing);
    }

    /** The same that lets strangers do this. */
    public ServerOptions with(Exposure other) {
        return new ServerOptions(
                host,
                port,
                ioThreads,
                retention,
                mostRooms,
                heartbeat,
                gapPolicy,
                handicap,
                other,
                apis,
                tls,
                coalescing);
    }

    /** The same through these APIs. */
    public ServerOptions with(Apis other) {
        return new ServerOptions(
                host,
                port,
                ioThreads,
                retention,
                mostRooms,
                heartbeat,
                gapPolicy,
                handicap,
                exposure,
                other,
                tls,
                coalescing);
    }

    /** The same that speaks TLS like this. */
    public ServerOptions with(TlsSetting other) {
        return new ServerOptions(
                host,
                port,
                ioThreads,
                retention,
                mostRooms,
                heartbeat,
                gapPolicy,
                handicap,
                exposure,
                apis,
                Optional.of(other),
                coalescing);
    }

    /** The same that shows so often that connections are alive; zero for never. */
    public ServerOptions withHeartbeat(Duration other) {
        return new ServerOptions(
                host,
                port,
                ioThreads,
                retention,
                mostRooms,
                other,
                gapPolicy,
                handicap,
                exposure,
                apis,
                tls,
                coalescing);
    }

    /** The same that holds events back for so long. */
    public ServerOptions withCoalescing(Duration other) {
        return new ServerOptions(
                host, port, ioThreads, retention, mostRooms, heartbeat, gapPolicy, handicap, exposure, apis, tls,
                other);
    }

    /**
     * Known faults, planted so that whoever watches a server's figures can be shown to notice.
     *
     * @param cpuShare of the CPU time that its IO threads use otherwise, burnt on top of it as they write; 0 to 10
     * @param headerBytes of a header more in each HTTP answer, the whole line with its CRLF; 0, or 6 to 4096
     * @param lostDelivery which one is never sent, counted from 1 over all connections that are pushed to; 0 for none
     */
    public record Handicap(double cpuShare, int headerBytes, long lostDelivery) {
        public static final Handicap NONE = new Handicap(0, 0, 0);

        static final String CPU = "--handicap-cpu";
        static final String HEADER_BYTES = "--handicap-header-bytes";
        static final String LOSE = "--handicap-lose";

        public Handicap {
            check(cpuShare >= 0 && cpuShare <= 10, "handicap cpu must be 0 to 10, not " + cpuShare);
            check(
                    headerBytes == 0 || (headerBytes >= 6 && headerBytes <= 4096),
                    "handicap header bytes must be 0, or 6 to 4096, not " + headerBytes);
            check(lostDelivery >= 0, "handicap lose must be at least 0, not " + lostDelivery);
        }

        /** The words of a command line that ask for it; none where nothing is wrong. */
        public List<String> words() {
            List<String> words = new ArrayList<>();
            if (cpuShare > 0) {
                words.addAll(List.of(CPU, Double.toString(cpuShare)));
            }
            if (headerBytes > 0) {
                words.addAll(List.of(HEADER_BYTES, Integer.toString(headerBytes)));
            }
            if (lostDelivery > 0) {
                words.addAll(List.of(LOSE, Long.toString(lostDelivery)));
            }
            return words;
        }

        /** What to say of it wherever figures are told; empty where nothing is wrong. */
        public Optional<String> notice() {
            return Optional.of(String.join(" ", words())).filter(words -> !words.isEmpty());
        }

        /** Its own, because that of the options would set up their default before there is a {@link #NONE}. */
        private static void check(boolean holds, String message) {
            if (!holds) {
                throw new IllegalArgumentException(message);
            }
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
