package dev.pushbench.bench.capacity;

import dev.pushbench.bench.input.DurationText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * Whether events wait longer and longer: then the step is beyond what is carried, however good its latency still is, for with a longer window
 * it would be worse. An open-loop load has no steady state above capacity.
 */
final class Backlog {
    /** By so much of each second the median has to rise. A server that carries 99 % of the load falls behind that fast. */
    private static final double LEAST_RISE = 0.01;

    /** And it has to be so many times as high: what waits by design varies by less. */
    private static final double LEAST_RATIO = 1.5;

    /** What may be left to do when the window ends, as a share of it. */
    private static final double MOST_LEFT = 0.1;

    private static final long LEAST_LEFT_NANOS = 250_000_000;
    private static final int THIRDS = 3;

    private Backlog() {}

    /** How it shows that a backlog grew, in words; empty where it does not. */
    static Optional<String> growth(Observed seen) {
        return rise(seen).or(() -> drain(seen.lateness()));
    }

    /** The last third of the window against the first; what came after it must not have been sooner, or the server is catching up. */
    private static Optional<String> rise(Observed seen) {
        List<Observed.Second> whole = seen.seconds().stream()
                .filter(second -> isWithin(second, seen.lateness()))
                .toList();
        List<Observed.Second> rest = seen.seconds().stream()
                .filter(second ->
                        !isWithin(second, seen.lateness()) && second.latency().getTotalCount() > 0)
                .toList();
        int third = whole.size() / THIRDS;
        if (third == 0) {
            return Optional.empty();
        }
        List<Observed.Second> first = whole.subList(0, third);
        List<Observed.Second> last = whole.subList(whole.size() - third, whole.size());
        double before = median(first);
        double after = rest.isEmpty() ? median(last) : Math.min(median(last), median(rest));
        double rise = (after - before) / (middle(last) - middle(first));
        return rise >= LEAST_RISE && after >= LEAST_RATIO * before
                ? Optional.of("a backlog grew: the median latency rose from "
                        + DurationText.measured(Math.round(before)) + " to " + DurationText.measured(Math.round(after))
                        + " within the window")
                : Optional.empty();
    }

    private static Optional<String> drain(Observed.Lateness lateness) {
        double most = Math.max(LEAST_LEFT_NANOS, MOST_LEFT * lateness.windowNanos()) + lateness.byDesignNanos();
        return lateness.drainNanos() > most
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "a backlog was left: %s until the last delivery after a window of %s",
                        DurationText.measured(lateness.drainNanos()),
                        DurationText.measured(lateness.windowNanos())))
                : Optional.empty();
    }

    private static boolean isWithin(Observed.Second second, Observed.Lateness lateness) {
        return second.startNanos() + second.lengthNanos() / 2 < lateness.windowNanos();
    }

    private static double median(List<Observed.Second> seconds) {
        Histogram all = new Histogram(3);
        all.setAutoResize(true);
        seconds.forEach(second -> all.add(second.latency()));
        return all.getTotalCount() == 0 ? 0 : all.getValueAtPercentile(50);
    }

    private static double middle(List<Observed.Second> seconds) {
        Observed.Second first = seconds.get(0);
        Observed.Second last = seconds.get(seconds.size() - 1);
        return (first.startNanos() + last.startNanos() + last.lengthNanos()) / 2.0;
    }
}
