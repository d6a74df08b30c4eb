package dev.pushbench.client.user;

/**
 * How a user comes and reads, where it is not from the start and as fast as it can.
 *
 * @param asksForLog whether it wants to know which log it reads, so that it can come back after the server was started anew
 * @param fromNow whether it begins after the newest event that any user of its process has seen when it is made
 * @param slowness how it reads while it is told to be slow
 */
public record Manner(boolean asksForLog, boolean fromNow, Slowness slowness) {
    /** From the first event on, as fast as it can, of the log that there is. */
    public static final Manner USUAL = new Manner(false, false, Slowness.NONE);

    /** The same of one that comes later. */
    public Manner beginningNow() {
        return new Manner(asksForLog, true, slowness);
    }

    /**
     * How a user reads that is slow on purpose.
     *
     * @param isSlow false for one that never is
     * @param bytesPerSecond that it reads while it is; 0 for nothing at all
     */
    public record Slowness(boolean isSlow, int bytesPerSecond) {
        public static final Slowness NONE = new Slowness(false, 0);

        public Slowness {
            if (bytesPerSecond < 0) {
                throw new IllegalArgumentException("bytes per second must be at least 0, not " + bytesPerSecond);
            }
        }

        /** Room for unread bytes that the kernel is asked for; 0 where it may choose: what it holds, the server does not notice. */
        int receiveBufferBytes() {
            return isSlow ? LITTLE_ROOM_BYTES : 0;
        }

        private static final int LITTLE_ROOM_BYTES = 4096;
    }
}
