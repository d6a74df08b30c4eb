package dev.pushbench.bench.result;

/**
 * From where on figures are noisy, and from where on they are invalid, where a flaw can make them so: see {@link Validity.Flaw}. The default,
 * and why:
 *
 * @param publishDelayMillis 99th percentile of sent − due: 5, 50. Latency counts from due, so what the publisher is late shows in
 *     every figure; a healthy one is late by a tenth of a millisecond
 * @param generatorCpuShare of the generator's process, of one core: 0.8, 0.95. Beyond it, deliveries queue in the generator
 * @param hiccupMillis 99th percentile of how late a thread is that wants to be woken every millisecond: 10, 50. Idle JVMs here show 0.1, one
 *     busy neighbour on the same core 10
 * @param longestHiccupMillis the longest of them: 100, 1000. Machines without load show up to 11
 * @param stealShare of all cores' time: 0.01, 0.1
 * @param otherShare of all cores' time that other processes had: 0.1, 0.4. On two cores one busy neighbour has 0.5. Beyond the second limit
 *     medians are still usable (they vary by a fifth), but a search measures its step again
 * @param gcShare of the time in which collections stopped a JVM: 0.05, 0.2
 * @param drift median latency of events in the last third of the window against the first, see {@link dev.pushbench.bench.compare.Drift}: 1.5, and
 *     never invalid by itself
 * @param linkMedianMillis median of by how much a link let packets go after they were due: 2, 20. An undisturbed one shows a tenth of one
 * @param linkMillis 99th percentile of that: 10, 50, as of hiccups. A broadcast to a thousand users is a thousand packets due at once
 */
public record ValidityLimits(
        Limit publishDelayMillis,
        Limit generatorCpuShare,
        Limit hiccupMillis,
        Limit longestHiccupMillis,
        Limit stealShare,
        Limit otherShare,
        Limit gcShare,
        Limit drift,
        Limit linkMedianMillis,
        Limit linkMillis) {
    public static final ValidityLimits DEFAULT = new ValidityLimits(
            new Limit(5, 50),
            new Limit(0.8, 0.95),
            new Limit(10, 50),
            new Limit(100, 1000),
            new Limit(0.01, 0.1),
            new Limit(0.1, 0.4),
            new Limit(0.05, 0.2),
            new Limit(1.5, Double.POSITIVE_INFINITY),
            new Limit(2, 20),
            new Limit(10, 50));

    /**
     * A figure above either is out of bounds.
     *
     * @param noisy at most {@code invalid}
     */
    public record Limit(double noisy, double invalid) {
        public Limit {
            if (!(noisy <= invalid)) {
                throw new IllegalArgumentException("noisy from " + noisy + " on, but invalid from " + invalid);
            }
        }
    }
}
