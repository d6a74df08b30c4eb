package dev.pushbench.bench.capacity;

import java.util.Locale;

/** What a search steps up; everything else stays as it is. */
public enum Over {
    USERS("users"),
    RATE("events/s");

    private final String unit;

    Over(String unit) {
        this.unit = unit;
    }

    /** As it stands in a suite's file. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What stands after an amount of it. */
    public String unit() {
        return unit;
    }
}
