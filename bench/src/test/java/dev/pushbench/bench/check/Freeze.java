package dev.pushbench.bench.check;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Stops a process for a known time, by SIGSTOP and SIGCONT.
 *
 * @param atLeastNanos from when the process was told to stop for certain until just before it was told to go on
 * @param atMostNanos from just before it was told to stop until it was told to go on for certain
 */
record Freeze(long atLeastNanos, long atMostNanos) {
    /** Blocks until the process goes on. */
    static Freeze of(long pid, long lengthNanos) throws IOException, InterruptedException {
        long beforeStop = System.nanoTime();
        signal("-STOP", pid);
        long afterStop = System.nanoTime();
        long beforeGoOn;
        try {
            for (long left = lengthNanos; left > 0; left = afterStop + lengthNanos - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        } finally {
            beforeGoOn = System.nanoTime();
            signal("-CONT", pid);
        }
        long afterGoOn = System.nanoTime();
        return new Freeze(beforeGoOn - afterStop, afterGoOn - beforeStop);
    }

    private static void signal(String signal, long pid) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", signal, Long.toString(pid)).start();
        if (!kill.waitFor(10, TimeUnit.SECONDS) || kill.exitValue() != 0) {
            throw new IOException("kill " + signal + " " + pid + " failed");
        }
    }
}
