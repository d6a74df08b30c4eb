package dev.pushbench.client;

import dev.pushbench.client.measure.MeasuredWindows;
import dev.pushbench.client.measure.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** All users of a trial, as its lead sees them: those of its own process, and those of its partners where it has any. */
final class Crew implements AutoCloseable {
    /** From an instant being told to partners until it comes: they may have to wait for a core first. */
    private static final long TOLD_AHEAD_NANOS = 300_000_000;

    private static final long PARTNER_ANSWERS_SECONDS = 30;

    private final Crowd own;
    private final List<? extends Partner> partners;

    Crew(Crowd own, List<? extends Partner> partners) {
        this.own = own;
        this.partners = List.copyOf(partners);
    }

    Crowd own() {
        return own;
    }

    /** How long before an instant it must be told of; 0 where nobody else has to be. */
    long toldAheadNanos() {
        return partners.isEmpty() ? 0 : TOLD_AHEAD_NANOS;
    }

    /** How all of them fare. */
    Standing standing() {
        Standing all = own.standing();
        for (Partner partner : partners) {
            all = all.plus(partner.standing());
        }
        return all;
    }

    /** What ends the trial early, of any of them. */
    Optional<String> failure() {
        Optional<String> failure = own.failure();
        for (Partner partner : partners) {
            failure = failure.isPresent() ? failure : partner.standing().failure();
        }
        return failure;
    }

    void connect() {
        partners.forEach(Partner::connect);
        own.connect();
    }

    /** Has users begin to ask; returns the instant from which their polls are counted. */
    long begin() {
        long startNanos = System.nanoTime() + toldAheadNanos();
        partners.forEach(partner -> partner.begin(startNanos));
        own.begin(startNanos);
        return startNanos;
    }

    /** Has each user publish what is his of the script. */
    void publish(Script script) {
        partners.forEach(partner -> partner.publish(script));
        own.publish(script);
    }

    /** Schedules the windows; false where not all could do so before they begin. */
    boolean measure(MeasuredWindows windows) {
        List<CompletableFuture<Boolean>> told = new ArrayList<>();
        partners.forEach(partner -> told.add(partner.measure(windows)));
        boolean inTime = own.measure(windows);
        for (CompletableFuture<Boolean> answer : told) {
            inTime &= answered(answer).orElse(false);
        }
        return inTime && (partners.isEmpty() || System.nanoTime() < windows.startNanos());
    }

    /** The latencies of a window that is over, of all users. */
    Histogram closeWindow(int index, boolean isLast) {
        List<CompletableFuture<Histogram>> asked = new ArrayList<>();
        partners.forEach(partner -> asked.add(partner.closeWindow(index, isLast)));
        Histogram all = own.closeWindow(index, isLast);
        for (CompletableFuture<Histogram> answer : asked) {
            Optional<Histogram> theirs = answered(answer);
            all = theirs.isPresent() ? ShareResult.sum(all, theirs.get()) : all;
        }
        return all;
    }

    void pause() {
        partners.forEach(Partner::pause);
        own.pause();
    }

    Traffic traffic() {
        List<CompletableFuture<Traffic>> asked = new ArrayList<>();
        partners.forEach(partner -> asked.add(partner.traffic()));
        Traffic all = own.traffic();
        for (CompletableFuture<Traffic> answer : asked) {
            all = all.plus(answered(answer).orElse(Traffic.NONE));
        }
        return all;
    }

    /** What came of it: without those who did not answer, and how many these were. */
    record Ending(ShareResult all, int silent) {}

    /** Ends all users. To be called once. */
    Ending end(long events, Histogram publishDelay) {
        List<CompletableFuture<ShareResult>> asked = new ArrayList<>();
        partners.forEach(partner -> asked.add(partner.finish(events)));
        int silent = own.end(events) ? 0 : 1;
        ShareResult all = own.result(publishDelay);
        for (CompletableFuture<ShareResult> answer : asked) {
            Optional<ShareResult> theirs = answered(answer);
            all = theirs.isPresent() ? all.plus(theirs.get()) : all;
            silent += theirs.isPresent() ? 0 : 1;
        }
        return new Ending(all, silent);
    }

    /** Waits, interrupted or not; empty where no answer comes. */
    private static <T> Optional<T> answered(CompletableFuture<T> answer) {
        try {
            return Optional.of(
                    answer.orTimeout(PARTNER_ANSWERS_SECONDS, TimeUnit.SECONDS).join());
        } catch (CompletionException gone) {
            return Optional.empty(); // that it is gone, its standing tells
        }
    }

    @Override
    public void close() {
        own.close();
    }
}
