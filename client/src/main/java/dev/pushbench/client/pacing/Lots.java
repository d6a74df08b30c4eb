package dev.pushbench.client.pacing;

/**
 * Who of several is drawn, again and again, each as likely as any other, whoever was drawn before. Drawn for the events of a Poisson process it
 * gives each of them a Poisson process of its own, independent of the others (thinning).
 *
 * <p>Pure: the same index has the same lot, always, on any thread and in any process.
 *
 * @param seed the same gives the same lots; not those of arrivals with that seed
 * @param parties at least 1
 */
public record Lots(long seed, int parties) {
    private static final long OTHERS_THAN_ARRIVALS = 0x5DEECE66DL;

    public Lots {
        if (parties < 1) {
            throw new IllegalArgumentException("lots need at least 1 party, not " + parties);
        }
    }

    /**
     * Who is drawn, from 0.
     *
     * @param index at least 0
     */
    public int drawn(long index) {
        return parties == 1 ? 0 : (int) (SplitMix.uniform(seed ^ OTHERS_THAN_ARRIVALS, index) * parties);
    }
}
