package dev.pushbench.client.pacing;

/**
 * Numbers that look random and follow from an index and a seed alone (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number
 * Generators", OOPSLA 2014): nothing is kept, and the thousandth is as quick to find as the first.
 */
final class SplitMix {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;

    private SplitMix() {}

    /** 64 bits. */
    static long bits(long seed, long index) {
        long bits = seed + (index + 1) * GOLDEN_GAMMA;
        bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
        return bits ^ (bits >>> 31);
    }

    /** At least 0, below 1, uniformly distributed. */
    static double uniform(long seed, long index) {
        return (bits(seed, index) >>> 11) * UNIT;
    }
}
