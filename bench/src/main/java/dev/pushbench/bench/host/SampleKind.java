package dev.pushbench.bench.host;

import dev.pushbench.client.Load.Milestone;

/** How a JVM is looked at. */
public enum SampleKind {
    /** As it is. */
    NOW,
    /** Once its garbage is collected, which is all that is wanted: its heap is not to be measured. */
    AFTER_ONE_GC,
    /** Once its garbage is collected until nothing more goes. */
    AFTER_GC;

    /** How both JVMs are looked at there: where the trial waits there is time to collect. */
    public static SampleKind at(Milestone milestone) {
        return switch (milestone) {
            case ALONE, CONNECTED -> AFTER_GC;
            case WARM -> AFTER_ONE_GC;
            case WINDOW_OPENED, WINDOW_CLOSED -> NOW;
        };
    }
}
