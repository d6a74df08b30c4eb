package dev.pushbench.client.http;

import java.lang.management.ManagementFactory;

/** Tells what code allocates. */
public final class Allocations {
    private Allocations() {}

    /** Bytes that the calling thread allocates while it runs {@code steps} times what has already run once. */
    public static long bytesOf(int steps, Runnable step) {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        step.run();
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < steps; i++) {
            step.run();
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
