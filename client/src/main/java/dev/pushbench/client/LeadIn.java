package dev.pushbench.client;

import dev.pushbench.client.pacing.FireTimes;
import dev.pushbench.protocol.Technique;
import java.time.Duration;

/**
 * Events that are published right before the measured windows, on the same schedule, and not measured: when the first window begins, users
 * are in the steady state that it is to be measured in. A poller has had an interval of events; both sides have just done the same work.
 *
 * @param events how many
 * @param nanos from the first of them to the start of the first window; 0 where there are none
 */
public record LeadIn(long events, long nanos) {
    /** Of a trial with a warm-up as long or longer; the first second after a pause is slower than the following ones. */
    private static final Duration MAX_AFTER_WARMUP = Duration.ofSeconds(1);

    static LeadIn of(LoadPlan plan) {
        Duration warmup = plan.timing().allWarmup();
        Duration usual = warmup.compareTo(MAX_AFTER_WARMUP) < 0 ? warmup : MAX_AFTER_WARMUP;
        Duration interval =
                plan.technique() == Technique.POLLING ? plan.reading().pollInterval() : Duration.ZERO;
        Duration time = usual.compareTo(interval) < 0 ? interval : usual;
        FireTimes fireTimes = plan.fireTimes();
        long dueUntilThen = fireTimes.countBefore(time.toNanos() + 1);
        long events = Math.max(0, dueUntilThen - 1) / plan.eventsPerGroup() * plan.eventsPerGroup();
        return new LeadIn(events, events == 0 ? 0 : fireTimes.offsetNanos(events));
    }
}
