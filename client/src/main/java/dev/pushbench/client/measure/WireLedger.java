package dev.pushbench.client.measure;

import java.util.EnumSet;
import java.util.stream.Collectors;

/**
 * The bytes of one direction of many sockets, by class; their sum is what the sockets carried, exactly. Used by one thread
 * only; {@link #bytes()} is what it hands to others.
 */
public final class WireLedger {
    private final long[] bytesByClass = new long[ByteClass.values().length];

    /**
     * Counts bytes of a class.
     *
     * @param bytes at least 0
     */
    public void add(ByteClass byteClass, long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes must be at least 0, not " + bytes);
        }
        bytesByClass[index(byteClass)] += bytes;
    }

    /**
     * Counts what TLS adds. Of a record that has come in part there are ciphers and no plain bytes yet, so that less may have been added in
     * the end than it seemed.
     */
    public void addTls(long cipherBytes, long plainBytes) {
        bytesByClass[index(ByteClass.TLS)] += cipherBytes - plainBytes;
    }

    public long bytes(ByteClass byteClass) {
        return bytesByClass[index(byteClass)];
    }

    /** The bytes of all classes. */
    public long total() {
        long total = 0;
        for (long bytes : bytesByClass) {
            total += bytes;
        }
        return total;
    }

    /** What it holds now. */
    public WireBytes bytes() {
        return WireBytes.of(this);
    }

    @SuppressWarnings("EnumOrdinal") // the index lives only here, and an EnumMap would box every count
    private static int index(ByteClass byteClass) {
        return byteClass.ordinal();
    }

    @Override
    public String toString() {
        return EnumSet.allOf(ByteClass.class).stream()
                .map(byteClass -> byteClass + "=" + bytes(byteClass))
                .collect(Collectors.joining(" "));
    }
}
