package dev.pushbench.maven;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that does not outlive whoever started it: closing ends it, and so does the end of this JVM, Ctrl-C included.
 *
 * <p>It is asked first (SIGTERM) and has 20 s, longer than a run needs to keep what it has measured; then it and all processes that it
 * started are ended by force.
 */
final class ChildProcess implements AutoCloseable {
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(20);

    private final Process process;
    private final Thread hook;

    private ChildProcess(Process process) {
        this.process = process;
        this.hook = new Thread(this::end, "end of process " + process.pid());
    }

    static ChildProcess start(ProcessBuilder command) throws IOException {
        ChildProcess child = new ChildProcess(command.start());
        try {
            Runtime.getRuntime().addShutdownHook(child.hook);
        } catch (IllegalStateException shuttingDown) {
            child.end();
        }
        return child;
    }

    /** Waits for its end, however long that takes, and says with which code it ended. */
    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    /** Whether it has ended, or does in that time. */
    boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    long pid() {
        return process.pid();
    }

    /** Ends it. An interrupt does not stop this; it is set again afterwards. */
    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // Then the hook runs, and finds that there is nothing left to end.
        }
    }

    private void end() {
        List<ProcessHandle> below = process.descendants().toList();
        process.toHandle().destroy();
        boolean interrupted = Thread.interrupted();
        long giveUpNanos = System.nanoTime() + LONGEST_GOODBYE.toNanos();
        while (process.isAlive()) {
            try {
                if (!process.waitFor(giveUpNanos - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    process.destroyForcibly().waitFor();
                }
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        below.forEach(ProcessHandle::destroyForcibly);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
