package dev.pushbench.client.measure;

import org.HdrHistogram.Histogram;

/**
 * A second of the measured windows, or the rest of one, or what came after them. An amount is of what happened within it.
 *
 * @param part of the trial
 * @param offsetNanos its start, from the start of the first window
 * @param lengthNanos how long it was; of the windows exactly as long as it was to be
 * @param packed latency of the deliveries that arrived in it, of events due in the windows
 * @param amounts counted in it
 * @param open connections at its end
 */
public record Second(
        Part part, long offsetNanos, long lengthNanos, PackedHistogram packed, Amounts amounts, long open) {
    /** Parts of a trial that are kept in seconds. */
    public enum Part {
        /** The measured windows. */
        WINDOW("window"),
        /** From the end of the last window until the trial ended. */
        DRAIN("drain");

        private final String id;

        Part(String id) {
            this.id = id;
        }

        /** As it stands in results. */
        public String id() {
            return id;
        }
    }

    public Second {
        if (offsetNanos < 0 || lengthNanos < 0) {
            throw new IllegalArgumentException("an interval from " + offsetNanos + " ns, of " + lengthNanos + " ns");
        }
    }

    public Second(Part part, long offsetNanos, long lengthNanos, Histogram latency, Amounts amounts, long open) {
        this(part, offsetNanos, lengthNanos, PackedHistogram.of(latency), amounts, open);
    }

    /**
     * What is counted from the first connection on, at an instant or between two.
     *
     * @param arrivals first arrivals of an event at a user, whenever the event was due
     * @param traffic bytes and requests of the users
     * @param opened connections of the users
     */
    public record Amounts(long arrivals, Traffic traffic, long opened) {
        public static final Amounts NONE = new Amounts(0, Traffic.NONE, 0);

        Amounts since(Amounts before) {
            return new Amounts(arrivals - before.arrivals, traffic.since(before.traffic), opened - before.opened);
        }

        public Amounts plus(Amounts other) {
            return new Amounts(arrivals + other.arrivals, traffic.plus(other.traffic), opened + other.opened);
        }
    }

    /** Latency of the deliveries that arrived in it, in a histogram that is the caller's. */
    public Histogram latency() {
        return packed.unpacked();
    }

    /** The same interval of other users of the trial added. */
    public Second plus(Second other) {
        Histogram both = latency();
        both.add(other.latency());
        return new Second(
                part,
                offsetNanos,
                Math.max(lengthNanos, other.lengthNanos),
                both,
                amounts.plus(other.amounts),
                open + other.open);
    }

    /** This, moved by that time. */
    public Second movedBy(long nanos) {
        return new Second(part, offsetNanos + nanos, lengthNanos, packed, amounts, open);
    }
}
