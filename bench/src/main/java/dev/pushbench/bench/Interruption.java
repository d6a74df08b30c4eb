package dev.pushbench.bench;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C into an orderly end: the work is interrupted, gets time to keep what it has, and no child is left.
 *
 * <pre>
 *   signal ──▶ shutdown hook: interrupts the worker, waits for close() ──▶ destroys the children ──▶ the JVM ends
 * </pre>
 *
 * The worker is interrupted only between {@link #begin} and {@link #end}. Outside it may be writing files, which an
 * interrupt would cut short.
 */
final class Interruption implements AutoCloseable {
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(15);

    private final CountDownLatch happened = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread worker;
    private final Thread hook;
    private boolean isInSection;

    private Interruption(Thread worker) {
        this.worker = worker;
        this.hook = new Thread(this::shutDown, "interruption");
    }

    /** Watches over the calling thread's work until closed. */
    static Interruption ofThisThread() {
        Interruption interruption = new Interruption(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** Starts a section in which the worker can be interrupted. */
    synchronized void begin() {
        isInSection = true;
        if (happened()) {
            worker.interrupt();
        }
    }

    /** Ends the section; after this the worker is not interrupted, and no interrupt is left over. */
    synchronized void end() {
        isInSection = false;
        Thread.interrupted();
    }

    boolean happened() {
        return happened.getCount() == 0;
    }

    /**
     * Whether it has happened, or does in that time. A terminal sends Ctrl-C to us and to the server alike, and the
     * server may be gone before we have noticed.
     */
    boolean happensWithin(Duration time) throws InterruptedException {
        return happened.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** As if a signal had come: the worker is told. */
    void happen() {
        happened.countDown();
        synchronized (this) {
            if (isInSection) {
                worker.interrupt();
            }
        }
    }

    @Override
    public void close() {
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // Then the hook is running, and has just been told that it may go on.
        }
    }

    private void shutDown() {
        happen();
        try {
            if (!finished.await(LONGEST_GOODBYE.toNanos(), TimeUnit.NANOSECONDS)) {
                System.err.println("pushbench: the run did not end in time; what it measured may be incomplete");
            }
        } catch (InterruptedException impossible) {
            // Nobody interrupts a shutdown hook.
        }
        ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
    }
}
