package dev.pushbench.client.engine;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;

/** This process gets no socket any more. Its message is for people, and tells the limit of open files, which is nearly always why. */
public final class NoSocketException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    /** Had before it is needed: when files have run out, it could not be loaded. */
    private static final OperatingSystemMXBean SYSTEM = ManagementFactory.getOperatingSystemMXBean();

    NoSocketException(IOException cause) {
        super("no socket: " + cause.getMessage() + limit(), cause);
    }

    /** Has this class loaded while there are files to load it from. */
    static void prepare() {}

    private static String limit() {
        return SYSTEM instanceof UnixOperatingSystemMXBean unix
                ? " (the limit is " + unix.getMaxFileDescriptorCount() + " files; ulimit -n raises it)"
                : "";
    }
}
