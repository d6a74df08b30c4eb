package dev.pushbench.client;

import dev.pushbench.client.measure.Meter;
import dev.pushbench.client.pacing.FireTimes;
import dev.pushbench.protocol.Technique;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** The users of a trial as those who publish. For the coordinating thread. */
final class UserSource implements Source {
    private static final long ACKNOWLEDGE_NANOS = 10_000_000_000L;

    private final Crew crew;
    private final FireTimes fireTimes;
    private final boolean areAnswered;
    private long scheduled;
    private long lastDueNanos;
    private Optional<String> failure = Optional.empty();

    UserSource(LoadPlan plan, Crew crew) {
        this.crew = crew;
        this.fireTimes = plan.fireTimes();
        this.areAnswered = plan.technique() != Technique.WEBSOCKET; // a frame has no answer
    }

    @Override
    public void publish(Schedule schedule) {
        if (schedule.events() > 0) {
            crew.publish(new Script(schedule.startNanos(), scheduled, schedule.events()));
            scheduled += schedule.events();
            lastDueNanos = schedule.startNanos() + fireTimes.offsetNanos(schedule.events() - 1);
        }
    }

    @Override
    public boolean isDone() {
        Standing standing = crew.standing();
        long taken = areAnswered ? Math.min(standing.said(), standing.acknowledged()) : standing.said();
        if (taken >= scheduled) {
            return true;
        }
        if (System.nanoTime() - lastDueNanos > ACKNOWLEDGE_NANOS) {
            failure = Optional.of("the server took " + taken + " of " + scheduled + " events within "
                    + TimeUnit.NANOSECONDS.toSeconds(ACKNOWLEDGE_NANOS) + " s of the last");
        }
        return failure.isPresent();
    }

    @Override
    public long sent() {
        return crew.standing().said();
    }

    @Override
    public long bytesUp() {
        return 0;
    }

    @Override
    public long bytesDown() {
        return 0;
    }

    /** Empty: each crowd keeps its own. */
    @Override
    public Histogram publishDelay() {
        return new Histogram(Meter.SIGNIFICANT_DIGITS);
    }

    @Override
    public Optional<String> failure() {
        return failure;
    }

    /** There is nothing to stop: the users end with their crowd. */
    @Override
    public void stop() {}
}
