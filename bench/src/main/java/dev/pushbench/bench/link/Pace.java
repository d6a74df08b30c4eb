package dev.pushbench.bench.link;

import java.util.SplittableRandom;

/**
 * When the packets of one direction of a connection are let go. Pure arithmetic, reads no clock: a packet waits until those before it are
 * through the narrowest part of the way, takes its own time to get through, and then as long as the way is.
 *
 * <pre>  through = max(read, opens, through before) + bytes × 8 / bandwidth
 *  due     = max(through + one way + jitter, due before)</pre>
 */
final class Pace {
    /** Payload of a packet in an Ethernet frame of 1,500 bytes, with time stamps (RFC 7323). */
    static final int PACKET_BYTES = 1448;

    private static final double BITS_PER_BYTE = 8;
    private static final double NANOS_PER_SECOND = 1e9;

    private final long oneWayNanos;
    private final long jitterNanos;
    private final double nanosPerByte;
    private final SplittableRandom random;
    private long opensNanos = Long.MIN_VALUE;
    private long throughNanos = Long.MIN_VALUE;
    private long dueNanos = Long.MIN_VALUE;

    /** @param seed so that the jitter is the same in each run */
    Pace(LinkProfile profile, long seed) {
        this.oneWayNanos = profile.oneWay().toNanos();
        this.jitterNanos = profile.jitter().toNanos();
        this.nanosPerByte = profile.bitsPerSecond().isPresent()
                ? BITS_PER_BYTE * NANOS_PER_SECOND / profile.bitsPerSecond().getAsLong()
                : 0;
        this.random = new SplittableRandom(seed);
    }

    /** Nothing gets into the way before that instant. */
    void opens(long atNanos) {
        opensNanos = atNanos;
    }

    /** How many of so many bytes are one packet. */
    int packet(int bytes) {
        return nanosPerByte > 0 ? Math.min(bytes, PACKET_BYTES) : bytes;
    }

    /** When a packet is due that was read at that instant; 0 bytes for what comes right after those before it. */
    long due(long readNanos, int bytes) {
        throughNanos = Math.max(Math.max(readNanos, opensNanos), throughNanos) + (long) Math.ceil(bytes * nanosPerByte);
        long jitter = jitterNanos == 0 || bytes == 0 ? 0 : random.nextLong(jitterNanos + 1);
        dueNanos = Math.max(throughNanos + oneWayNanos + jitter, dueNanos);
        return dueNanos;
    }
}
