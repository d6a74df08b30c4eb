package dev.pushbench.bench.link;

/**
 * The instant at which the link resets a connection, if it stands for so long: a second and two round trips after the server's first bytes came,
 * in which a user gets ready, it begins to be in danger, with the same probability in each second, so that the rest of its life is exponentially
 * distributed. However long a busy machine takes to answer, no user is lost before it began.
 *
 * <p>It waits until the connection's sockets are quiet, a fifth of a second at most: what was given to a socket and not read yet would be
 * lost without anybody knowing how much it was. What is under way in the link itself is lost, and counted.
 */
final class Doom extends Timed {
    private static final long GRACE_NANOS = 1_000_000_000;
    private static final long QUIET_NANOS = 2_000_000;
    private static final long LONGEST_WAIT_NANOS = 200_000_000;
    /** For a server that does not close what its user has ended. Long, since what a busy one still writes after it is lost and not counted. */
    private static final long LONGEST_GOODBYE_NANOS = 10_000_000_000L;

    private static final double NANOS_PER_SECOND = 1e9;

    private final RelayLoop loop;
    private final Passage passage;
    private long fateNanos;
    private boolean hasCome;

    Doom(RelayLoop loop, Passage passage) {
        this.loop = loop;
        this.passage = passage;
    }

    /** The user's first bytes are there. */
    void await(long nowNanos) {
        double share = loop.dropShare();
        if (share > 0) {
            double seconds = Math.log(1 - loop.chance()) / Math.log(1 - share);
            fateNanos = nowNanos + GRACE_NANOS + 2 * loop.roundTripNanos() + (long) (seconds * NANOS_PER_SECOND);
            loop.schedule().set(this, fateNanos);
        }
    }

    private void cut(long nowNanos) {
        loop.countReset();
        hasCome = true;
        if (passage.cut()) {
            loop.schedule().set(this, nowNanos + LONGEST_GOODBYE_NANOS);
        }
    }

    @Override
    void due(long nowNanos) {
        if (hasCome) {
            passage.reset(); // the server has not let go in its time
            return;
        }
        boolean isQuiet = nowNanos - passage.movedNanos() >= QUIET_NANOS;
        if (isQuiet || nowNanos - fateNanos > LONGEST_WAIT_NANOS) {
            cut(nowNanos);
        } else {
            loop.schedule().set(this, passage.movedNanos() + QUIET_NANOS);
        }
    }
}
