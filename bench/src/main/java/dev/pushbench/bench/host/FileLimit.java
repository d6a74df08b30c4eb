package dev.pushbench.bench.host;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many files a process may hold open; every user's connection is one, on either side. */
public final class FileLimit {
    /** Files that a process needs beside its users': the jar, the JVM's own, epoll, the publisher, some margin. */
    public static final long RESERVED_FILES = 200;

    private FileLimit() {}

    /** The limit of this process, which the server's inherits. The JVM raises the soft limit to the hard one. */
    public static long files() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }

    /** How many users can be connected at once. */
    public static long mostUsers() {
        return files() - RESERVED_FILES;
    }
}
