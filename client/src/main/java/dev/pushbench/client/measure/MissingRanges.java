package dev.pushbench.client.measure;

import java.util.Map;
import java.util.TreeMap;

/** The sequence numbers that a user has not got, as ranges; and what explains which of them. */
final class MissingRanges {
    /** Empty, shared, never added to. */
    static final MissingRanges NONE = new MissingRanges();

    private final TreeMap<Long, Range> rangesByFirst = new TreeMap<>();

    enum Found {
        NOT_MISSING,
        MISSING,
        /** A gap notice explains it. */
        MISSED_BY_GAP,
        /** It went down with its server. */
        LOST
    }

    private record Range(long last, Found cause) {}

    /** Adds {@code first} to {@code last}, both included, which must lie above all that was ever added. */
    void add(long first, long last, Found cause) {
        rangesByFirst.put(first, new Range(last, cause));
    }

    Found remove(long seq) {
        Map.Entry<Long, Range> entry = rangesByFirst.floorEntry(seq);
        if (entry == null || seq > entry.getValue().last) {
            return Found.NOT_MISSING;
        }
        long first = entry.getKey();
        Range range = entry.getValue();
        rangesByFirst.remove(first);
        if (first < seq) {
            rangesByFirst.put(first, new Range(seq - 1, range.cause));
        }
        if (seq < range.last) {
            rangesByFirst.put(seq + 1, range);
        }
        return range.cause;
    }
}
