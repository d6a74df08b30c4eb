package dev.pushbench.protocol;

import java.time.Duration;

/** Bounds that both sides know. */
public final class Limits {
    /** Fewest bytes of an event: its frame of fixed width, and one byte of data. */
    public static final int LEAST_EVENT_BYTES = EventFormat.FIXED_BYTES + 1;

    public static final int DEFAULT_EVENT_BYTES = 128;

    /** Most bytes of an event. */
    public static final int MOST_EVENT_BYTES = 64 * 1024;

    /** Most bytes of a published body or frame: the largest event with all its data escaped. */
    public static final int MOST_PUBLICATION_BYTES = 6 * MOST_EVENT_BYTES;

    /** Longest time a long poll may ask to be parked, and the wait where it names none. */
    public static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    public static final Duration DEFAULT_WAIT = Duration.ofSeconds(25);

    private Limits() {}
}
