package dev.pushbench.bench.host;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Over how many processes the server and the load generator of a trial are split.
 *
 * @param servers at least 1
 * @param generators at least 1, the one that leads the others included
 * @param overTls whether every connection holds the state of TLS as well
 */
public record Split(int servers, int generators, boolean overTls) {
    public static final Split ONE_PAIR = new Split(1, 1);

    /** What a JVM of a split trial needs of heap whatever it does. */
    private static final int LEAST_HEAP_MEGABYTES = 64;

    /** A connection of a WebSocket or a stream holds 2 to 4 KB in the server's heap, and a collection wants room beside it. */
    private static final int SERVER_HEAP_BYTES_PER_USER = 5 * 1024;

    /** A user holds less than 1 KB in the generator's, and what it has to remember when it misses something. */
    private static final int GENERATOR_HEAP_BYTES_PER_USER = 2 * 1024;

    /** What TLS holds for a connection, on either side: 6 to 7 KB were seen on the server's, with a session and what is being sent on top. */
    private static final int TLS_HEAP_BYTES_PER_USER = 16 * 1024;

    private static final int MEGABYTE = 1024 * 1024;

    public Split {
        if (servers < 1 || generators < 1) {
            throw new IllegalArgumentException("at least one of each, not " + servers + " and " + generators);
        }
    }

    /** Without TLS. */
    public Split(int servers, int generators) {
        this(servers, generators, false);
    }

    /** The same with TLS, or without. */
    public Split overTls(boolean tls) {
        return new Split(servers, generators, tls);
    }

    /** Whether there is one server and one generator: then their JVMs have their usual flags. */
    public boolean isOnePair() {
        return servers == 1 && generators == 1;
    }

    /** The servers' command lines, each on an address of its own so that each has all ephemeral ports to itself. */
    public List<ChildCommand> servers(ChildCommand server, int users) {
        return isOnePair()
                ? List.of(server)
                : IntStream.rangeClosed(1, servers)
                        .mapToObj(number -> server.on("127.0.0." + number).withHeap(serverHeapMegabytes(users)))
                        .toList();
    }

    /** The command lines of the generators beside the one that leads. */
    public List<ChildCommand> followers(ChildCommand generator, int users) {
        return IntStream.range(1, generators)
                .mapToObj(number -> generator.withHeap(generatorHeapMegabytes(users)))
                .toList();
    }

    /** The flags of the generator that leads. */
    public List<String> leadFlags(int users) {
        return isOnePair()
                ? ChildCommand.JVM_FLAGS
                : ChildCommand.withHeap(ChildCommand.JVM_FLAGS, generatorHeapMegabytes(users));
    }

    /** The most users that one server has. */
    int usersPerServer(int users) {
        return (users + servers - 1) / servers;
    }

    /** The most users that one generator plays. */
    int usersPerGenerator(int users) {
        return (users + generators - 1) / generators;
    }

    int serverHeapMegabytes(int users) {
        return LEAST_HEAP_MEGABYTES + megabytes(SERVER_HEAP_BYTES_PER_USER + tlsBytes(), usersPerServer(users));
    }

    int generatorHeapMegabytes(int users) {
        return LEAST_HEAP_MEGABYTES + megabytes(GENERATOR_HEAP_BYTES_PER_USER + tlsBytes(), usersPerGenerator(users));
    }

    private int tlsBytes() {
        return overTls ? TLS_HEAP_BYTES_PER_USER : 0;
    }

    private static int megabytes(long bytesPerUser, long users) {
        return Math.toIntExact(bytesPerUser * users / MEGABYTE);
    }

    /** How many processes there are: {@code 3 servers, 1 load generator}. */
    @Override
    public String toString() {
        return servers
                + (servers == 1 ? " server, " : " servers, ")
                + generators
                + (generators == 1 ? " load generator" : " load generators");
    }
}
