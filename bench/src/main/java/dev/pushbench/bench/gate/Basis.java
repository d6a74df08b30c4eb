package dev.pushbench.bench.gate;

import java.util.Locale;

/** What two runs must have in common for an exact rule to judge them. Where they have not, its findings do not count. */
public enum Basis {
    /** Nothing: bytes and requests are the same on every machine. */
    ANYWHERE,
    /** The server's JVM, of the same feature version and with the same flags: what it allocates depends on it. */
    SAME_JVM,
    /** That, and processor, number of cores, kernel and pinning. */
    SAME_MACHINE;

    /** As it stands in a policy: {@code same-jvm}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
