package dev.pushbench.client;

import dev.pushbench.client.engine.EventLoop;
import dev.pushbench.client.engine.NoSocketException;
import dev.pushbench.client.measure.DeliveryLedger;
import dev.pushbench.client.measure.Flight;
import dev.pushbench.client.measure.MeasuredWindows;
import dev.pushbench.client.measure.Meter;
import dev.pushbench.client.measure.PublishTimes;
import dev.pushbench.client.measure.Traffic;
import dev.pushbench.protocol.EventTail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * The users that this process plays, on a loop of their own, and what they see. For one thread, which coordinates and does not measure.
 *
 * <pre>  open ─▶ connect ─▶ begin ─▶ measure ─▶ (look* ─▶ closeWindow)* ─▶ pause ─▶ finish ─▶ close</pre>
 */
public final class Crowd implements AutoCloseable {
    private static final long LOOP_ANSWERS_SECONDS = 30;

    private final int users;
    private final EventLoop loop;
    private final Meter meter;
    private final Population population;
    private final WindowRecord window;

    private Crowd(LoadPlan plan, Share share, Meter meter, PublishTimes publishTimes) {
        this.users = share.users(plan.users());
        this.meter = meter;
        this.window = new WindowRecord(meter);
        this.loop = startLoop(share);
        this.population = new Population(plan, share, loop, meter, publishTimes);
        Conduct conduct = plan.scene().conduct();
        if (conduct.looksForHerds()) {
            meter.watchHerd();
        }
        if (conduct.inPairs()) {
            meter.life().eventsComeInPairs();
        }
    }

    /** All users of a trial, or those of its lead; the way of the first events to one of them is kept. */
    static Crowd ofLead(LoadPlan plan, Share share, PublishTimes publishTimes) {
        return new Crowd(plan, share, new Meter(publishTimes, tail(plan), share.users(plan.users()) / 2), publishTimes);
    }

    /**
     * Users whose trial is led by another process. Nothing is connected yet.
     *
     * @param publishTimes that all processes of the trial share
     */
    public static Crowd ofPartner(LoadPlan plan, Share share, PublishTimes publishTimes) {
        return new Crowd(plan, share, new Meter(publishTimes, tail(plan)), publishTimes);
    }

    private static EventTail tail(LoadPlan plan) {
        return EventTail.of(plan.publishing().data());
    }

    private static EventLoop startLoop(Share share) {
        try {
            return EventLoop.start("users", share.handshake().toNanos());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How they fare now. */
    public Standing standing() {
        DeliveryLedger deliveries = meter.deliveries();
        return new Standing(
                population.readyUsers(),
                population.failedUsers(),
                deliveries.arrivals(),
                deliveries.excused(),
                meter.slowDeliveries().arrivals() + meter.slowDeliveries().excused(),
                failure(),
                meter.said(),
                meter.acknowledged());
    }

    /** What ends the trial early. Asked for hundreds of times a second, in which it allocates nothing. */
    Optional<String> failure() {
        Optional<Throwable> thrown = loop.failure();
        if (thrown.isPresent()) {
            return Optional.of(
                    thrown.get() instanceof NoSocketException none
                            ? "the load generator gets " + none.getMessage()
                            : "the load generator failed: " + thrown.get());
        }
        Optional<RuntimeException> defect = loop.defect();
        if (defect.isPresent()) {
            return Optional.of("a defect of the load generator, please report it: " + defect.get());
        }
        Optional<String> first = population.firstFailure();
        return first.isEmpty()
                ? first
                : Optional.of(population.failedUsers() + " of " + users + " users failed: " + first.get());
    }

    /** Connects them, a few at a time. */
    public void connect() {
        loop.execute(population::start);
    }

    /** The schedule of events begins at that instant. */
    public void begin(long startNanos) {
        loop.execute(() -> population.begin(startNanos));
    }

    /** Has its users publish what is theirs of the script, when the one before is done. */
    public void publish(Script script) {
        population.publish(script);
    }

    /** Arrivals of events due in these windows are going to be measured; false where the loop does not answer. Before the first begins. */
    public boolean measure(MeasuredWindows windows) {
        return onLoop(
                () -> {
                    meter.measure(windows);
                    cutAtBoundaries();
                    return true;
                },
                false);
    }

    /** Also where nothing is read, an interval is cut when it is over. */
    private void cutAtBoundaries() {
        long boundaryNanos = meter.nextBoundaryNanos();
        if (boundaryNanos != Long.MAX_VALUE) {
            loop.schedule(boundaryNanos, nowNanos -> {
                meter.pass(nowNanos);
                cutAtBoundaries();
            });
        }
    }

    /** Keeps the seconds that are over. To be called often. */
    public void look() {
        window.look();
    }

    /**
     * The latencies of the deliveries that arrived in a window that is over.
     *
     * @param index of the window, from 0
     * @param isLast whether what arrived since then counts as well
     */
    public Histogram closeWindow(int index, boolean isLast) {
        Optional<Histogram> late = onLoop(
                () -> {
                    meter.pass(System.nanoTime());
                    return Optional.of(meter.latencyOfInterval()).filter(latency -> isLast);
                },
                Optional.empty());
        return window.closed(index, late);
    }

    Optional<Load.Recent> recent() {
        return window.recent();
    }

    /** Those that are slow on purpose read slowly from now on. */
    void slowDown() {
        loop.execute(population::slowDown);
    }

    /** All read as fast as they can. */
    void hurry() {
        loop.execute(population::hurry);
    }

    /** The server is about to be killed. */
    void serverIsKilled(long atNanos) {
        onLoop(
                () -> {
                    meter.life().serverKilled(atNanos);
                    return true;
                },
                false);
    }

    /** Connections that stand. */
    long openConnections() {
        return meter.connections().counts().open();
    }

    /** Asks for nothing more: what is on its way may still come. */
    public void pause() {
        onLoop(
                () -> {
                    population.pause();
                    return true;
                },
                false);
    }

    /** Bytes and requests so far. */
    public Traffic traffic() {
        return onLoop(meter::traffic, Traffic.NONE);
    }

    /** Counts what never came of so many events of all rooms, and closes all connections; false where the loop does not answer. */
    boolean end(long events) {
        return onLoop(
                () -> {
                    population.finish(events);
                    population.stop();
                    meter.endIntervals(System.nanoTime());
                    return true;
                },
                false);
    }

    /** What they saw. To be called once, after {@link #end}. */
    ShareResult result(Histogram publishDelay) {
        window.look();
        return new ShareResult(
                meter.deliveriesOfAll(),
                meter.latencies(window.latency(), publishDelay),
                traffic(),
                meter.connections().counts(),
                window.seconds(),
                meter.eventLatencies(),
                meter.life().totals(),
                meter.tlsHandshakes());
    }

    /** Ends them, and tells what they saw. To be called once. */
    public ShareResult finish(long events) {
        end(events);
        return result(new Histogram(Meter.SIGNIFICANT_DIGITS));
    }

    List<Flight> flights() {
        return meter.flights();
    }

    DeliveryLedger deliveries() {
        return meter.deliveries();
    }

    /** Ends what is not ended yet. */
    @Override
    public void close() {
        population.close();
        loop.close();
    }

    /** Asks the loop's thread, interrupted or not; {@code otherwise} where it does not answer. */
    private <T> T onLoop(Supplier<T> question, T otherwise) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        loop.execute(() -> answer.complete(question.get()));
        return loop.failure().isPresent()
                ? otherwise
                : answer.completeOnTimeout(otherwise, LOOP_ANSWERS_SECONDS, TimeUnit.SECONDS)
                        .join();
    }
}
