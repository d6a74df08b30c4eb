package dev.pushbench.client;

import dev.pushbench.client.Load.Milestone;
import dev.pushbench.client.Load.Observer;
import dev.pushbench.client.Load.Phase;
import dev.pushbench.client.LoadResult.Idle;
import dev.pushbench.client.LoadResult.Published;
import dev.pushbench.client.measure.DeliveryLedger;
import dev.pushbench.client.measure.MeasuredWindows;
import dev.pushbench.client.measure.Meter;
import dev.pushbench.client.measure.PublishTimes;
import dev.pushbench.client.measure.Second;
import dev.pushbench.client.measure.Traffic;
import dev.pushbench.client.pacing.Arrivals;
import dev.pushbench.client.pacing.FireTimes;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * One trial in steps, from the thread that coordinates it: users connect, the publisher publishes window after window, the last
 * deliveries come, all close.
 *
 * <pre>
 *   open ─▶ connect ─▶ warmUp* ─▶ settle ─▶ measure+ ─▶ finish ─▶ close
 *               └──────────┴──failure or interrupt──┴──▶ every step up to finish does nothing more
 * </pre>
 *
 * The measured windows lie back to back on one schedule, after a {@link LeadIn}; {@link #measure} waits for the end of the next of them.
 *
 * Each step blocks until it is done. An interrupt of the thread ends the trial early; {@link #finish} then tells what was
 * measured, with {@link LoadResult#failure} set. There are as many windows as the plan says.
 */
public final class LoadSession implements AutoCloseable {
    /** From a schedule being made to its first event being due. */
    private static final long HEAD_START_NANOS = 20_000_000;

    private static final long QUIET_NANOS = 2_000_000_000;
    private static final long ROUND_TRIPS_TO_QUIET = 4;
    private static final long BETWEEN_COMPARISONS_NANOS = 25_000_000;

    /** On a starved machine one comparison may take all the time that there is, and see bytes that are still on their way. */
    private static final int MIN_COMPARISONS = 10;

    /** Processes are looked at so long before the first window begins and before the last ends, or half the way to the event before. */
    private static final long MAX_LOOK_AHEAD_NANOS = 20_000_000;

    private final LoadPlan plan;
    private final Observer observer;
    private final FireTimes fireTimes;
    private final Crowd crowd;
    private final Crew crew;
    private final Source publisher;
    private final Vigil vigil;
    private Optional<Idle> idle = Optional.empty();
    private Traffic traffic = Traffic.NONE;
    private Optional<Outage> outage = Optional.empty();
    private long unmeasuredEvents;
    private final long roundTripNanos;
    private long begunNanos;
    private int windowsMeasured;
    private Optional<MeasuredWindows> windows = Optional.empty();

    private LoadSession(LoadPlan plan, Lead lead, Observer observer) {
        this.plan = plan;
        this.observer = observer;
        this.roundTripNanos = lead.share().handshake().toNanos();
        this.fireTimes = plan.fireTimes();
        this.crowd = Crowd.ofLead(plan, lead.share(), lead.publishTimes());
        this.crew = new Crew(crowd, lead.partners());
        this.publisher = source(plan, lead);
        this.vigil = new Vigil(observer, crew, publisher);
    }

    private Source source(LoadPlan plan, Lead lead) {
        return switch (plan.scene().sender()) {
            case PUBLISHER -> new Publisher(plan, lead.publishTo(), fireTimes, lead.publishTimes());
            case USERS -> new UserSource(plan, crew);
        };
    }

    /**
     * Whom a trial is led with, where one process does not play it all.
     *
     * @param share of the leading process
     * @param publishTimes that every partner shares
     * @param partners that play the other shares, ready to connect; whoever made them closes them
     * @param publishTo the servers as the publisher reaches them: it is beside them, without a link between
     */
    public record Lead(
            Share share,
            PublishTimes publishTimes,
            List<? extends Partner> partners,
            List<InetSocketAddress> publishTo) {
        /** Of users and a publisher that reach the servers on the same way. */
        public Lead(Share share, PublishTimes publishTimes, List<? extends Partner> partners) {
            this(share, publishTimes, partners, share.servers());
        }

        public Lead {
            partners = List.copyOf(partners);
            publishTo = List.copyOf(publishTo);
            if (share.of() != 1 + partners.size()) {
                throw new IllegalArgumentException(share.of() + " shares, but " + partners.size() + " partners");
            }
        }
    }

    /** Gets ready; nothing is connected yet but the publisher. */
    public static LoadSession open(LoadPlan plan, Observer observer) {
        PublishTimes publishTimes = PublishTimes.inMemory(events(plan));
        return open(plan, new Lead(Share.whole(plan), publishTimes, List.of()), observer);
    }

    /** The same, with other processes that play some of the users, or with several servers. */
    public static LoadSession open(LoadPlan plan, Lead lead, Observer observer) {
        return new LoadSession(plan, lead, observer);
    }

    /** How many events a plan publishes, those of the warm-up and the lead-in included. */
    public static int events(LoadPlan plan) {
        return Math.toIntExact(eventsBeforeWindows(plan)
                + plan.fireTimes().countBefore(plan.timing().allMeasured().toNanos()));
    }

    private static long eventsBeforeWindows(LoadPlan plan) {
        LoadPlan.Timing timing = plan.timing();
        return timing.windows().warmup()
                        * plan.fireTimes().countBefore(timing.warmup().toNanos())
                + plan.leadIn().events();
    }

    /** What has ended the trial early. */
    public Optional<String> failure() {
        return vigil.failure();
    }

    /** Connects the users, and waits idle with them where the plan says so. */
    public void connect() {
        reach(Milestone.ALONE);
        connectUsers();
        idle();
    }

    /** Comes to rest after the last window, lets both sides' bytes be compared, and ends everything. To be called once. */
    public LoadResult finish() {
        awaitRestOfWindows();
        catchUp();
        compare();
        publisher.stop();
        return result(end());
    }

    /** Ends what is not ended yet. */
    @Override
    public void close() {
        publisher.stop();
        crew.close();
    }

    private void connectUsers() {
        crew.connect();
        long deadline = System.nanoTime() + plan.timing().connect().toNanos();
        vigil.waitFor(Phase.CONNECTING, deadline, () -> {
            Standing standing = crew.standing();
            return standing.ready() + standing.failed() == plan.users();
        });
        int ready = crew.standing().ready();
        if (ready < plan.users()) {
            vigil.end(ready + " of " + plan.users() + " users were ready after "
                    + plan.timing().connect().toSeconds() + " s");
        }
        reach(Milestone.CONNECTED);
        if (vigil.goesOn()) {
            begunNanos = crew.begin();
        }
    }

    private void idle() {
        long nanos = plan.timing().idle().toNanos();
        if (nanos == 0 || !vigil.goesOn()) {
            return;
        }
        long bytesBefore = crew.traffic().bytes();
        long startNanos = System.nanoTime();
        vigil.waitFor(Phase.IDLE, startNanos + nanos, () -> false);
        wasIdle(System.nanoTime() - startNanos, crew.traffic().bytes() - bytesBefore);
    }

    private void wasIdle(long nanos, long bytes) {
        Idle more = new Idle(nanos, bytes);
        idle = Optional.of(idle.map(before -> before.plus(more)).orElse(more));
    }

    /** Publishes a warm-up window, and waits for its last delivery. */
    public void warmUp() {
        long events = eventsIn(plan.timing().warmup());
        if (events > 0 && vigil.goesOn()) {
            unmeasuredEvents += events;
            publisher.publish(new Source.Schedule(headStart(), events, false));
            vigil.waitFor(Phase.WARM_UP, Long.MAX_VALUE, publisher::isDone);
            drain();
        }
    }

    private long headStart() {
        return System.nanoTime() + HEAD_START_NANOS + crew.toldAheadNanos();
    }

    /**
     * Publishes one event at once, and waits until every user has it. A closed loop: the next event waits for this one, so whatever
     * holds one up also holds up those that would have shown it (coordinated omission). To be called in the place of
     * {@link #measure}: the event is of no window.
     *
     * @return from before the event was handed to the publisher until after the last user had it, in nanoseconds; empty where the trial has
     *     ended
     */
    public OptionalLong publishOneAndAwaitAll() {
        if (crew.toldAheadNanos() > 0) {
            throw new IllegalStateException("an event cannot be awaited by users of other processes");
        }
        DeliveryLedger deliveries = crowd.deliveries();
        long awaited = deliveries.arrivals() + audience();
        long startNanos = System.nanoTime();
        if (vigil.goesOn()) {
            unmeasuredEvents++;
            deliveries.unparkAt(awaited);
            publisher.publish(new Source.Schedule(startNanos, 1, false));
            long deadline = startNanos + plan.timing().drain().toNanos();
            vigil.goOnWaiting(Phase.MEASURING, deadline, () -> deliveries.arrivals() >= awaited);
        }
        long nanos = System.nanoTime() - startNanos;
        long left = awaited - deliveries.arrivals();
        if (left > 0) {
            vigil.end("an event did not reach " + left + " of " + audience() + " users within "
                    + plan.timing().drain().toSeconds() + " s");
        }
        return vigil.goesOn() ? OptionalLong.of(nanos) : OptionalLong.empty();
    }

    /** Ends the warm-up: whoever watches may have both sides collect their garbage. */
    public void settle() {
        reach(Milestone.WARM);
    }

    /**
     * Waits for the end of the next measured window; after the last, also for the last delivery. With the first call all windows begin, one
     * right after the other, whenever they are waited for.
     *
     * @return latencies of the deliveries that arrived in the window, or after the last one: received − due in nanoseconds, of events due in
     *     any of the windows; empty where the trial had ended before
     */
    public Histogram measure() {
        int index = windowsMeasured++;
        if (index == 0 && vigil.goesOn()) {
            windows = Optional.of(openWindows());
        }
        if (!vigil.goesOn() || windows.isEmpty()) {
            return new Histogram(Meter.SIGNIFICANT_DIGITS);
        }
        boolean isLast = index == plan.timing().windows().measured() - 1;
        long endNanos = windows.get().endNanos(index);
        if (isLast) {
            measureUntil(endNanos - lookAheadNanos());
            reach(Milestone.WINDOW_CLOSED);
        }
        measureUntil(endNanos);
        if (isLast) {
            vigil.goOnWaiting(Phase.MEASURING, Long.MAX_VALUE, () -> {
                crowd.look();
                outage.ifPresent(Outage::look); // a server that is down is started whenever its end is noticed
                return publisher.isDone();
            });
            drain();
        }
        return crew.closeWindow(index, isLast);
    }

    /** All windows are published, whether or not each was waited for. */
    private void awaitRestOfWindows() {
        while (windows.isPresent() && windowsMeasured < plan.timing().windows().measured() && vigil.goesOn()) {
            measure();
        }
    }

    /** Schedules lead-in and windows, and waits until the first window begins. */
    private MeasuredWindows openWindows() {
        LeadIn leadIn = plan.leadIn();
        long startNanos = PollGrid.of(plan, begunNanos).windowStart(headStart() + leadIn.nanos());
        LoadPlan.Timing timing = plan.timing();
        long events = eventsIn(timing.allMeasured());
        unmeasuredEvents += leadIn.events();
        MeasuredWindows all = new MeasuredWindows(
                startNanos, timing.window().toNanos(), timing.windows().measured(), unmeasuredEvents, events);
        if (!crew.measure(all) && crew.toldAheadNanos() > 0) {
            vigil.look(); // one that is gone is told as such
            vigil.end("not every load generator heard of the window before it began");
        }
        if (leadIn.events() > 0) {
            publisher.publish(new Source.Schedule(startNanos - leadIn.nanos(), leadIn.events(), false));
        }
        publisher.publish(new Source.Schedule(startNanos, events, true));
        vigil.waitFor(Phase.MEASURING, startNanos - lookAheadNanos(), () -> false);
        reach(Milestone.WINDOW_OPENED);
        vigil.goOnWaiting(Phase.MEASURING, startNanos, () -> false);
        if (vigil.goesOn()) {
            befall(startNanos);
        }
        return all;
    }

    private void measureUntil(long nanos) {
        vigil.goOnWaiting(Phase.MEASURING, nanos, () -> {
            crowd.look();
            outage.ifPresent(Outage::look);
            return false;
        });
    }

    /** Between two events, so that both looks at the processes have seen the same deliveries done. */
    private long lookAheadNanos() {
        double eventsPerSecond = plan.publishing().eventsPerSecond();
        return eventsPerSecond == 0
                ? MAX_LOOK_AHEAD_NANOS
                : (long) Math.min(MAX_LOOK_AHEAD_NANOS, plan.eventsPerGroup() * 0.5e9 / eventsPerSecond);
    }

    /** In the first window begins what is to befall users, if anything is. */
    private void befall(long startNanos) {
        Conduct conduct = plan.scene().conduct();
        if (conduct.slow().share() > 0) {
            crowd.slowDown();
        }
        if (conduct.restart()) {
            outage = Optional.of(new Outage(
                    crowd, observer, startNanos + plan.timing().window().toNanos() / 2));
        }
    }

    /** Has users that are slow on purpose read the rest, so that what they miss is what they are told they miss. */
    private void catchUp() {
        int slowUsers = plan.slowUsers();
        if (slowUsers == 0) {
            return;
        }
        crowd.hurry();
        long expected = publisher.sent() * slowUsers;
        long deadline = System.nanoTime() + plan.timing().drain().toNanos();
        vigil.waitFor(Phase.DRAINING, deadline, () -> crew.standing().slowSettled() >= expected);
    }

    private void drain() {
        long expected = publisher.sent() * fastAudience();
        long deadline = System.nanoTime() + plan.timing().drain().toNanos();
        vigil.waitFor(Phase.DRAINING, deadline, () -> {
            crowd.look();
            Standing standing = crew.standing();
            return standing.arrived() + standing.excused() >= expected;
        });
    }

    /** Lets both sides come to rest, and compares their bytes until they are the same or it has taken too long. */
    private void compare() {
        crew.pause();
        long deadline = System.nanoTime() + QUIET_NANOS + ROUND_TRIPS_TO_QUIET * roundTripNanos;
        boolean isOver = false;
        for (int comparisons = 1; !isOver && vigil.goesOn(); comparisons++) {
            traffic = crew.traffic();
            isOver = observer.agrees(traffic.since(trafficBefore()), publishedSince())
                    || (System.nanoTime() > deadline && comparisons >= MIN_COMPARISONS);
            if (!isOver) {
                LockSupport.parkNanos(BETWEEN_COMPARISONS_NANOS);
                vigil.look();
            }
        }
    }

    /** What went to a server that was killed, and came from it: nothing that is there now knows of it. */
    private Traffic trafficBefore() {
        return outage.map(Outage::before).orElse(Traffic.NONE);
    }

    private Published publishedSince() {
        Published all = published();
        return new Published(
                all.events() - publisher.sentBefore(),
                all.windowEvents(),
                all.bytesUp() - publisher.bytesUpBefore(),
                all.bytesDown() - publisher.bytesDownBefore(),
                all.idle());
    }

    private void reach(Milestone milestone) {
        if (vigil.goesOn()) {
            observer.reached(milestone);
        }
    }

    private ShareResult end() {
        Crew.Ending ending = crew.end(publisher.sent(), publisher.publishDelay());
        if (ending.silent() > 0) {
            vigil.end("the users' loop did not end");
        }
        if (!vigil.goesOn()) {
            traffic = ending.all().traffic(); // of all that arrived: nothing was quiet before
        }
        return ending.all();
    }

    /** Users that each event is for. */
    private int audience() {
        return plan.scene().audience(plan.users());
    }

    /** Those of them that read as fast as they can. */
    private int fastAudience() {
        return audience() - plan.slowUsers();
    }

    private long eventsIn(Duration time) {
        return fireTimes.countBefore(time.toNanos());
    }

    private Published published() {
        long sent = publisher.sent();
        return new Published(
                sent, Math.max(0, sent - unmeasuredEvents), publisher.bytesUp(), publisher.bytesDown(), idle);
    }

    /** Windows in which nothing is published are idle time as well. */
    private void addIdleWindows(List<Second> seconds) {
        if (plan.scene().arrivals().pattern() == Arrivals.Pattern.NONE) {
            seconds.stream()
                    .filter(second -> second.part() == Second.Part.WINDOW)
                    .forEach(second -> wasIdle(
                            second.lengthNanos(), second.amounts().traffic().bytes()));
        }
    }

    private LoadResult result(ShareResult seen) {
        addIdleWindows(seen.seconds());
        Published published = published();
        return new LoadResult(
                published,
                published.windowEvents() * fastAudience()
                        - seen.deliveries().excused().lost()
                        - seen.deliveries().excused().unseen(),
                seen.deliveries(),
                seen.latencies(),
                traffic,
                seen.connections(),
                seen.seconds(),
                seen.eventLatencies(),
                crowd.flights(),
                seen.life(),
                vigil.failure(),
                seen.tlsHandshakes());
    }
}
