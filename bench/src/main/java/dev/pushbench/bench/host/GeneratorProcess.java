package dev.pushbench.bench.host;

import dev.pushbench.client.Partner;
import dev.pushbench.client.Script;
import dev.pushbench.client.ShareResult;
import dev.pushbench.client.Standing;
import dev.pushbench.client.measure.MeasuredWindows;
import dev.pushbench.client.measure.Traffic;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.HdrHistogram.Histogram;

/**
 * A load generator in a process of its own, that plays a share of the users for the JVM that has this.
 *
 * <pre>
 *   start ─▶ open: users made, clocks compared ─▶ alive ──close: end of stdin, after 5 s SIGKILL─▶ gone
 *              └─ it dies, is silent, or has another clock ─▶ ChildFailedException
 * </pre>
 *
 * Orders come from one thread; answers are heard on another.
 */
public final class GeneratorProcess implements Partner, AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(20);

    private static final Duration LONGEST_FIGURES = Duration.ofSeconds(10);
    private static final String NAME = "a load generator";

    private final Child child;
    private final Queue<CompletableFuture<String>> asked = new ConcurrentLinkedQueue<>();
    private volatile boolean isSilent;
    private volatile Standing standing = Standing.NOTHING_YET;
    private CompletableFuture<JvmFigures> figures = new CompletableFuture<>();

    private GeneratorProcess(ChildCommand command) throws ChildFailedException {
        this.child = Child.start(NAME, command, this::hear);
    }

    /** Starts the process, and does not wait for it; {@link #open} is to be called next. */
    static GeneratorProcess start(ChildCommand command) throws ChildFailedException {
        return new GeneratorProcess(command);
    }

    /**
     * Gives it its users, and waits until it has them.
     *
     * @throws ChildFailedException where it ends, says nothing in time, or its clock is not ours
     * @throws InterruptedException where the waiting thread is interrupted
     */
    void open(GeneratorOrder.Opening opening) throws ChildFailedException, InterruptedException {
        awaited(ask(GeneratorOrder.open(opening), Boolean.class));
        long beforeNanos = System.nanoTime();
        long theirNanos = awaited(ask(GeneratorOrder.of(GeneratorOrder.Step.TELL_TIME), Long.class));
        requireSameClock(beforeNanos, theirNanos, System.nanoTime());
    }

    /**
     * Instants go from process to process, so all must read the same clock. {@link System#nanoTime} promises it for one JVM alone; on Linux it
     * reads {@code CLOCK_MONOTONIC}, which is the machine's. A clock that is the same is read after the question and before the answer.
     *
     * @param theirNanos what the other process read in between
     */
    static void requireSameClock(long beforeNanos, long theirNanos, long afterNanos) throws ChildFailedException {
        long roundTripNanos = afterNanos - beforeNanos;
        long early = beforeNanos - theirNanos;
        long late = theirNanos - afterNanos;
        if (Math.max(early, late) > roundTripNanos) {
            throw new ChildFailedException("the clocks of two processes differ by "
                    + TimeUnit.NANOSECONDS.toMicros(Math.max(early, late))
                    + " us, where a question and its answer took "
                    + TimeUnit.NANOSECONDS.toMicros(roundTripNanos)
                    + " us: latencies between them cannot be measured on this machine");
        }
    }

    public long pid() {
        return child.pid();
    }

    public boolean isAlive() {
        return child.isAlive();
    }

    /** Whether it has ended, or does in that time. */
    public boolean endsWithin(Duration time) throws InterruptedException {
        return child.endsWithin(time);
    }

    /** How it ended, for people; {@code still running} where it has not. */
    public String exitDescription() {
        return child.exitDescription();
    }

    /** The last lines of its stderr; of an ended process all there will be. */
    public List<String> lastWords() throws InterruptedException {
        return child.lastWords();
    }

    /** Asks for its JVM's figures, and does not wait for them; {@link #figures} is to be called before the next. */
    public void askFigures(SampleKind kind) {
        figures = ask(GeneratorOrder.figures(kind), JvmFigures.class);
    }

    /** What came of {@link #askFigures}; empty where it does not answer. */
    public Optional<JvmFigures> figures() throws InterruptedException {
        try {
            return Optional.of(figures.get(LONGEST_FIGURES.toNanos(), TimeUnit.NANOSECONDS));
        } catch (ExecutionException | TimeoutException none) {
            return Optional.empty();
        }
    }

    @Override
    public Standing standing() {
        return isSilent ? standing.endedBy(NAME + " died") : standing;
    }

    @Override
    public void connect() {
        tell(GeneratorOrder.of(GeneratorOrder.Step.CONNECT));
    }

    @Override
    public void begin(long startNanos) {
        tell(GeneratorOrder.begin(startNanos));
    }

    @Override
    public void publish(Script script) {
        tell(GeneratorOrder.publish(script));
    }

    @Override
    public CompletableFuture<Boolean> measure(MeasuredWindows windows) {
        return ask(GeneratorOrder.measure(windows), Boolean.class);
    }

    @Override
    public CompletableFuture<Histogram> closeWindow(int index, boolean isLast) {
        return ask(GeneratorOrder.closeWindow(index, isLast), Histogram.class);
    }

    @Override
    public void pause() {
        tell(GeneratorOrder.of(GeneratorOrder.Step.PAUSE));
    }

    @Override
    public CompletableFuture<Traffic> traffic() {
        return ask(GeneratorOrder.of(GeneratorOrder.Step.TELL_TRAFFIC), Traffic.class);
    }

    @Override
    public CompletableFuture<ShareResult> finish(long lastSeq) {
        return ask(GeneratorOrder.finish(lastSeq), ShareResult.class);
    }

    /** Asks the process to end, and does not wait for it; {@link #close} is to follow. */
    void dismiss() {
        child.dismiss();
    }

    /** Ends the process, and returns when it is gone. An interrupt does not stop this; it is set again afterwards. */
    @Override
    public void close() {
        child.close();
    }

    private void tell(GeneratorOrder order) {
        child.tell(JsonLine.of(order));
    }

    private <T> CompletableFuture<T> ask(GeneratorOrder order, Class<T> type) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        asked.add(answer);
        tell(order);
        if (isSilent) {
            giveUp(); // it may have fallen silent between
        }
        return answer.thenApply(json -> JsonLine.read(json, type));
    }

    private <T> T awaited(CompletableFuture<T> answer) throws ChildFailedException, InterruptedException {
        try {
            return answer.get(LONGEST_START.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException none) {
            throw child.failed("it had its users", LONGEST_START);
        }
    }

    /** Hears a line, or that there will be no more. */
    private void hear(Optional<String> line) {
        if (line.isEmpty()) {
            isSilent = true;
            giveUp();
            return;
        }
        String said = line.get();
        if (said.startsWith(GeneratorOrder.STANDING)) {
            standing = JsonLine.read(said.substring(GeneratorOrder.STANDING.length()), Standing.class);
            return;
        }
        CompletableFuture<String> question = asked.poll();
        if (question != null) {
            question.complete(said);
        }
    }

    private void giveUp() {
        for (CompletableFuture<String> each = asked.poll(); each != null; each = asked.poll()) {
            each.completeExceptionally(new NoSuchElementException(NAME + " is gone"));
        }
    }
}
