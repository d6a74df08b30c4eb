package dev.pushbench.server;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

/**
 * Tells what a library warns of on one line each; the same again only after a while. It needs nothing that is not there already: a formatter
 * that reads a file when it is first used fails where no file can be opened, and so does whoever wanted to warn of that.
 */
final class PlainLines extends Handler {
    private static final long SAME_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final PrintWriter out;
    private String said = "";
    private long saidNanos;

    PlainLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void publish(LogRecord warning) {
        String line = "pushbench: " + warning.getMessage();
        String same = line.replaceAll("\\d+", "");
        long nowNanos = System.nanoTime();
        if (!Objects.equals(same, said) || nowNanos - saidNanos > SAME_AGAIN_NANOS) {
            said = same;
            saidNanos = nowNanos;
            out.println(line.lines().findFirst().orElse(line));
            out.flush();
        }
    }

    @Override
    public void flush() {
        out.flush();
    }

    @Override
    public void close() {
        out.flush();
    }
}
