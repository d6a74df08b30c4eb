package dev.pushbench.client.engine;

/** Something that waits for an instant. */
@FunctionalInterface
public interface Timer {
    /** Called once on the loop's thread, at the earliest a millisecond after the deadline or so. */
    void expired(long nowNanos);
}
