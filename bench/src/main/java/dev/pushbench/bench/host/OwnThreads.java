package dev.pushbench.bench.host;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/** The threads of a {@link JvmProbe}: what they use is not what is measured. */
final class OwnThreads {
    static final String HICCUPS = "probe-hiccups";

    private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    /** CPU time of all of them so far. */
    long cpuNanos() {
        return sum(threads::getThreadCpuTime);
    }

    /** Bytes allocated by all of them so far. */
    long allocatedBytes() {
        return sum(threads::getThreadAllocatedBytes);
    }

    /** @param figure of a thread's id; below 0 where the thread has just ended */
    private long sum(LongUnaryOperator figure) {
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && isOurs(thread.getThreadName()))
                .mapToLong(thread -> Math.max(0, figure.applyAsLong(thread.getThreadId())))
                .sum();
    }

    private static boolean isOurs(String name) {
        return name.equals(HICCUPS);
    }
}
