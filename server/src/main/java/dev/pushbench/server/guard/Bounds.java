package dev.pushbench.server.guard;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.pushbench.protocol.Limits;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * The most that is taken from a client.
 *
 * @param headBytes of a request's head; beyond it 431
 * @param bodyBytes of a publication's body; beyond it 413
 * @param frameBytes of a WebSocket frame's payload; beyond it close code 1009
 * @param messageBytes of a WebSocket message, all its fragments together; beyond it close code 1009
 * @param heldBytes of bodies and messages that are not whole yet, over all connections; beyond it 503 or close code 1013
 * @param connections open at once; beyond it 503
 * @param connectionsPerAddress open at once from one address; beyond it 429
 * @param requestTime for a request's head to be whole, and again for its body; then the connection is closed
 * @param idleTime between two requests on a connection; then it is closed
 */
public record Bounds(
        int headBytes,
        int bodyBytes,
        int frameBytes,
        int messageBytes,
        long heldBytes,
        int connections,
        int connectionsPerAddress,
        Duration requestTime,
        Duration idleTime) {

    /** Files that a server needs beside its connections, and those that it has just refused; of few files a part. */
    private static final int OTHER_FILES = 512;

    private static final int PART_OF_FEW_FILES = 2;

    private static final int WHERE_FILES_ARE_NOT_LIMITED = 1_000_000;

    /** As many connections as one address has ports. */
    private static final int PORTS = 65_536;

    private static final int LEAST_BYTES = 1024;
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    /** Polling at longer intervals than five minutes has to connect anew. */
    public static final Bounds DEFAULT = new Bounds(
            16 * 1024,
            Limits.MOST_PUBLICATION_BYTES,
            Limits.MOST_PUBLICATION_BYTES,
            Limits.MOST_PUBLICATION_BYTES,
            Runtime.getRuntime().maxMemory() / 4,
            connectionsThatFilesAllow(),
            PORTS,
            Duration.ofSeconds(10),
            Duration.ofMinutes(5));

    public Bounds {
        within("request head bytes", headBytes, LEAST_BYTES, 1 << 20);
        within("body bytes", bodyBytes, LEAST_BYTES, MOST_BYTES);
        within("frame bytes", frameBytes, LEAST_BYTES, MOST_BYTES);
        within("message bytes", messageBytes, LEAST_BYTES, MOST_BYTES);
        within("held bytes", heldBytes, LEAST_BYTES, Long.MAX_VALUE);
        within("connections", connections, 1, WHERE_FILES_ARE_NOT_LIMITED);
        within("connections per address", connectionsPerAddress, 1, WHERE_FILES_ARE_NOT_LIMITED);
        within(
                "request time in ms",
                requestTime.toMillis(),
                10,
                Duration.ofHours(1).toMillis());
        within("idle time in ms", idleTime.toMillis(), 10, Duration.ofDays(1).toMillis());
    }

    /** Of a body as it comes, chunk lines and all, so many bytes are read, if only to throw them away; beyond it the connection is closed. */
    public long wireBodyBytes() {
        return 8L * bodyBytes;
    }

    /** The same for this many connections. */
    public Bounds withConnections(int inAll, int perAddress) {
        return new Bounds(
                headBytes, bodyBytes, frameBytes, messageBytes, heldBytes, inAll, perAddress, requestTime, idleTime);
    }

    /** The same with these times. */
    public Bounds withTimes(Duration forRequest, Duration idle) {
        return new Bounds(
                headBytes,
                bodyBytes,
                frameBytes,
                messageBytes,
                heldBytes,
                connections,
                connectionsPerAddress,
                forRequest,
                idle);
    }

    /** The same with so much held at once. */
    public Bounds withHeldBytes(long most) {
        return new Bounds(
                headBytes,
                bodyBytes,
                frameBytes,
                messageBytes,
                most,
                connections,
                connectionsPerAddress,
                requestTime,
                idleTime);
    }

    private static long connections(long files) {
        return files - Math.min(OTHER_FILES, files / PART_OF_FEW_FILES);
    }

    private static int connectionsThatFilesAllow() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            long files = unix.getMaxFileDescriptorCount();
            return (int) Math.max(1, Math.min(WHERE_FILES_ARE_NOT_LIMITED, connections(files)));
        }
        return PORTS;
    }

    private static void within(String what, long given, long least, long most) {
        if (given < least || given > most) {
            throw new IllegalArgumentException(what + " must be " + least + " to " + most + ", not " + given);
        }
    }
}
