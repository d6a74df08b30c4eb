package dev.pushbench.bench.host;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many files a process may hold open; every user's connection is one, on either side. */
public final class FileLimit {
    /**
     * Files that a process needs beside its users': the jar, the JVM's own, epoll, the publisher, some margin. Run from the one jar a server
     * was seen to have 14 and a generator 18; from a class path each jar of it is one more.
     */
    public static final long RESERVED_FILES = 100;

    /** Files that a generator needs for each process that it leads beside one server: three pipes, and a server's publisher. */
    static final int FILES_PER_PROCESS = 4;

    /** Most that a server can be told to take. */
    private static final long MOST_CONNECTIONS = 1_000_000;

    private FileLimit() {}

    /** The limit of this process, which the server's inherits. The JVM raises the soft limit to the hard one. */
    public static long files() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }

    /** How many users one pair of processes can connect at once. */
    public static long mostUsers() {
        return files() - RESERVED_FILES;
    }

    /**
     * How many connections a server of ours is to take at once: those of as many users as there can be, and some that come before others
     * have gone. By itself it would keep more files back, as one that strangers reach has to.
     */
    static long connections() {
        return Math.max(1, Math.min(files() - RESERVED_FILES / 2, MOST_CONNECTIONS));
    }
}
