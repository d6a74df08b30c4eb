package dev.pushbench.bench.gate;

import java.util.Locale;

/** Which way a figure gets better. */
public enum Direction {
    /** Less is better, as of bytes and times. */
    LOWER,
    /** More is better, as of events in a second. */
    HIGHER,
    /** It is to stay as it is: a change of either direction is a regression. */
    SAME;

    /** As it stands in a policy. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
