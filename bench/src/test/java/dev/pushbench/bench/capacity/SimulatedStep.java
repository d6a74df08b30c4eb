package dev.pushbench.bench.capacity;

import dev.pushbench.client.pacing.FireTimes;
import dev.pushbench.protocol.Technique;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.PriorityQueue;
import org.HdrHistogram.Histogram;

/**
 * A step against a server whose capacity is known, because it is arithmetic: one worker serves deliveries in the order in which they are asked
 * for. Events and polls begin before the window, as in a trial.
 *
 * @param technique how users ask
 * @param polls when they poll
 * @param users that read the one room
 * @param events when they are due
 * @param load the work that is due in a second, in seconds: above 1 the server falls behind
 * @param trouble what befalls the server
 */
record SimulatedStep(Technique technique, Polls polls, int users, Events events, double load, Trouble trouble) {
    private static final long SECOND = 1_000_000_000;
    private static final long REARM_NANOS = 1_000_000;
    private static final long MIN_DRAIN_NANOS = 5 * SECOND;
    private static final int MAX_CLUSTERS = 512;
    private static final int DIGITS = 2;

    /** @param offsetNanos from the beginning of the window to a poll of the first user */
    record Polls(long intervalNanos, boolean isAligned, long offsetNanos) {
        static final Polls NONE = new Polls(1, false, 0);

        long phaseNanos(int user, int users) {
            return Math.floorMod(offsetNanos + (isAligned ? 0 : intervalNanos * user / users), intervalNanos);
        }
    }

    /**
     * @param leadNanos for how long events are due before the window
     * @param coalescingNanos for how long the server holds events back
     */
    record Events(FireTimes schedule, double perSecond, long windowNanos, long leadNanos, long coalescingNanos) {
        static Events constant(double perSecond, double windowSeconds, double leadSeconds) {
            FireTimes schedule = FireTimes.constantRate(perSecond);
            return new Events(schedule, perSecond, nanos(windowSeconds), nanos(leadSeconds), 0);
        }

        /** From the beginning of the window; those before it are negative. */
        List<Long> due() {
            List<Long> due = new ArrayList<>();
            for (long i = 0; i < schedule.countBefore(leadNanos); i++) {
                due.add(schedule.offsetNanos(i) - leadNanos);
            }
            for (long i = 0; i < schedule.countBefore(windowNanos); i++) {
                due.add(schedule.offsetNanos(i));
            }
            return due;
        }
    }

    /**
     * @param stallNanos when the server begins to do nothing, from the beginning of the window
     * @param stallLengthNanos for how long
     * @param maxAgeNanos an event that is older is never delivered
     */
    record Trouble(long stallNanos, long stallLengthNanos, long maxAgeNanos) {
        static final Trouble NONE = new Trouble(0, 0, Long.MAX_VALUE);

        static Trouble stall(double atSecond, double seconds) {
            return new Trouble(nanos(atSecond), nanos(seconds), Long.MAX_VALUE);
        }

        static Trouble losesAfter(double seconds) {
            return new Trouble(0, 0, nanos(seconds));
        }

        /** When work is done that begins then. */
        double done(double from, double work) {
            double end = stallNanos + stallLengthNanos;
            boolean isIn = from >= stallNanos && from < end;
            double begin = isIn ? end : from;
            return begin + work + (begin < stallNanos && begin + work > stallNanos ? stallLengthNanos : 0);
        }
    }

    static long nanos(double seconds) {
        return Math.round(seconds * SECOND);
    }

    Observed observed() {
        List<Long> due = events.due();
        Arrivals arrivals = new Arrivals(due);
        if (technique == Technique.POLLING) {
            poll(due, arrivals);
        } else {
            push(due, arrivals);
        }
        return arrivals.observed();
    }

    private double workOfADelivery() {
        return load / events.perSecond * SECOND / users;
    }

    private void push(List<Long> due, Arrivals arrivals) {
        double[] answered = new double[users];
        Arrays.fill(answered, Double.NEGATIVE_INFINITY);
        double free = due.get(0);
        double heldUntil = Double.NEGATIVE_INFINITY;
        for (int event = 0; event < due.size(); event++) {
            if (due.get(event) >= heldUntil) {
                heldUntil = due.get(event) + events.coalescingNanos;
            }
            double now = Math.max(heldUntil, free);
            if (now - due.get(event) > trouble.maxAgeNanos) {
                continue;
            }
            for (int user = 0; user < users; user++) {
                now = trouble.done(now, workOfADelivery());
                if (technique != Technique.LONG_POLLING) {
                    arrivals.add(event, now);
                } else if (now > answered[user]) {
                    answered[user] = Math.max(now, answered[user] + REARM_NANOS);
                    arrivals.add(event, answered[user]);
                } else {
                    arrivals.add(event, answered[user]); // in the answer that is still to come
                }
            }
            free = now;
        }
    }

    private record Poll(long atNanos, int user) {}

    private void poll(List<Long> due, Arrivals arrivals) {
        PriorityQueue<Poll> polls = new PriorityQueue<>(Comparator.comparingLong(Poll::atNanos));
        long beginNanos = -Math.floorDiv(-due.get(0), polls().intervalNanos) * polls().intervalNanos;
        for (int user = 0; user < users; user++) {
            polls.add(new Poll(beginNanos + polls().phaseNanos(user, users), user));
        }
        int[] next = new int[users];
        double[] answered = new double[users];
        double free = Double.NEGATIVE_INFINITY;
        int left = users;
        while (left > 0) {
            Poll poll = polls.remove();
            int user = poll.user;
            if (poll.atNanos >= answered[user] || answered[user] == 0) {
                double start = trouble.done(Math.max((double) poll.atNanos, free), 0);
                int until = next[user];
                int served = 0;
                while (until < due.size() && due.get(until) <= start) {
                    served += start - due.get(until) <= trouble.maxAgeNanos ? 1 : 0;
                    until++;
                }
                free = trouble.done(start, served * workOfADelivery());
                for (; next[user] < until; next[user]++) {
                    if (start - due.get(next[user]) <= trouble.maxAgeNanos) {
                        arrivals.add(next[user], free);
                    }
                }
                answered[user] = free;
            }
            if (next[user] < due.size() && poll.atNanos < arrivals.endNanos()) {
                polls.add(new Poll(poll.atNanos + polls().intervalNanos, user));
            } else {
                left--;
            }
        }
    }

    /** What of it the load generator records. */
    private final class Arrivals {
        private final List<Long> due;
        private final long eventsInWindow;
        private final Histogram all = new Histogram(3);
        private final List<Histogram> latency = new ArrayList<>();
        private final List<Long> dueOfCluster = new ArrayList<>();
        private final int[] cluster;

        Arrivals(List<Long> due) {
            this.due = due;
            this.eventsInWindow = due.stream().filter(each -> each >= 0).count();
            this.cluster = new int[due.size()];
            all.setAutoResize(true);
            long number = 0;
            long last = -1;
            for (int event = 0; event < due.size(); event++) {
                if (due.get(event) >= 0) {
                    long slot = eventsInWindow <= MAX_CLUSTERS
                            ? number++
                            : due.get(event) * MAX_CLUSTERS / events.windowNanos;
                    if (slot != last) {
                        last = slot;
                        Histogram ofCluster = new Histogram(DIGITS);
                        ofCluster.setAutoResize(true);
                        latency.add(ofCluster);
                        dueOfCluster.add(due.get(event));
                    }
                    cluster[event] = latency.size() - 1;
                }
            }
        }

        long endNanos() {
            return events.windowNanos + Math.max(MIN_DRAIN_NANOS, 3 * polls.intervalNanos);
        }

        void add(int event, double arrivedNanos) {
            if (due.get(event) >= 0 && arrivedNanos <= endNanos()) {
                long nanos = Math.max(1, Math.round(arrivedNanos - due.get(event)));
                latency.get(cluster[event]).recordValue(nanos);
                all.recordValue(nanos);
            }
        }

        Observed observed() {
            List<Observed.Event> seen = new ArrayList<>();
            for (int i = 0; i < latency.size(); i++) {
                if (latency.get(i).getTotalCount() > 0) {
                    seen.add(new Observed.Event(dueOfCluster.get(i), latency.get(i)));
                }
            }
            return new Observed(
                    eventsInWindow * users,
                    all.getTotalCount(),
                    all,
                    new Observed.Window(events.windowNanos, events.schedule, seen),
                    designWait(),
                    0,
                    new Observed.Busy(OptionalDouble.of(0.3), OptionalDouble.of(0.4)),
                    Observed.Objections.NONE);
        }
    }

    private DesignWait designWait() {
        return technique == Technique.POLLING
                ? DesignWait.polling(polls.intervalNanos, polls.isAligned ? 1 : users)
                : DesignWait.NONE.plusUpTo(events.coalescingNanos);
    }
}
