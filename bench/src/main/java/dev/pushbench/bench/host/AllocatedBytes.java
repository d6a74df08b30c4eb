package dev.pushbench.bench.host;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * How much this JVM's threads have allocated. Never falls.
 *
 * <p>From JDK 21 the JVM keeps the sum. Before, it forgets a thread that ends: what was last seen of it stays in our sum,
 * what it allocated after that is not known. The threads that matter here live as long as the JVM.
 */
final class AllocatedBytes {
    private static final String SUM_FROM_21 = "TotalThreadAllocatedBytes";

    private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    private final boolean isSummedByJvm = Runtime.version().feature() >= 21;
    private final Map<Long, Long> bytesByThread = new HashMap<>();
    private long endedBytes;

    synchronized long sum() {
        if (isSummedByJvm) {
            return sumByJvm();
        }
        long[] ids = threads.getAllThreadIds();
        return sum(ids, threads.getThreadAllocatedBytes(ids));
    }

    /** The sum, given what each living thread has allocated; below 0 where the thread has just ended. */
    synchronized long sum(long[] ids, long[] bytes) {
        Map<Long, Long> living = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            long lastBytes = bytesByThread.getOrDefault(ids[i], 0L);
            living.put(ids[i], Math.max(bytes[i], lastBytes));
        }
        bytesByThread.forEach((id, lastBytes) -> endedBytes += living.containsKey(id) ? 0 : lastBytes);
        bytesByThread.clear();
        bytesByThread.putAll(living);
        return endedBytes + living.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Asked for by its name, because the method is not there to compile against on 17. */
    private static long sumByJvm() {
        try {
            return (Long) ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME), SUM_FROM_21);
        } catch (JMException notThere) {
            throw new IllegalStateException("this JVM does not tell " + SUM_FROM_21, notThere);
        }
    }
}
