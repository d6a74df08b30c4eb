package dev.pushbench.bench.gate;

import java.util.Locale;

/** How much a rule may claim. A closed set, the strictest first. */
public enum Tier {
    /** Of a figure that an unchanged system gives again: one run tells. */
    EXACT,
    /** Of a time: only trials that were measured in turn tell. */
    TIMED,
    /** Is told, and never decides. */
    ADVISORY;

    /** As it stands in a policy. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
