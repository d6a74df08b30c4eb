package dev.pushbench.bench;

import dev.pushbench.bench.scenario.Trial;
import dev.pushbench.client.Load;
import java.io.PrintWriter;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** For a file, a pipe, a log: a line when a phase begins, and one every ten seconds within it, so that silence means trouble. */
final class LineDisplay implements ProgressDisplay {
    private static final long HEARTBEAT_NANOS = 10_000_000_000L;

    private final PrintWriter out;
    private final LongSupplier nanoClock;
    private @Nullable Trial trial;
    private Load.@Nullable Phase phase;
    private long toldNanos;

    LineDisplay(PrintWriter out, LongSupplier nanoClock) {
        this.out = out;
        this.nanoClock = nanoClock;
    }

    @Override
    public void tell(String line) {
        out.println(line);
        out.flush();
    }

    @Override
    public void show(RunStatus status) {
        long nowNanos = nanoClock.getAsLong();
        boolean isNew = !status.trial().equals(trial) || status.progress().phase() != phase;
        if (isNew || nowNanos - toldNanos >= HEARTBEAT_NANOS) {
            trial = status.trial();
            phase = status.progress().phase();
            toldNanos = nowNanos;
            tell(status.line());
        }
    }
}
