package dev.pushbench.bench.host;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** The threads of this JVM that run Java. Its compilers and collectors have threads of their own, which no bean tells of. */
final class JavaThreads {
    private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    /** CPU time so far of all that live. */
    long cpuNanos() {
        return Arrays.stream(threads.getThreadCpuTime(threads.getAllThreadIds()))
                .map(nanos -> Math.max(0, nanos)) // below 0 where a thread has just ended
                .sum();
    }
}
