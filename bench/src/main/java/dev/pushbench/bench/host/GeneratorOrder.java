package dev.pushbench.bench.host;

import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.Script;
import dev.pushbench.client.Share;
import dev.pushbench.client.measure.MeasuredWindows;
import java.util.Optional;

/**
 * What a load generator is told to do by the one that leads it, one on a line. Each but {@link Step#CONNECT}, {@link Step#BEGIN}, {@link
 * Step#PUBLISH} and {@link Step#PAUSE} is answered by a line with the JSON of what was asked for, or of a truth value. Unasked it says how its
 * users fare, on lines that begin with {@link #STANDING}.
 *
 * @param number what it is about: of {@code BEGIN} an instant, of {@code CLOSE_WINDOW} a window from 0, of {@code FINISH} how many events there were
 * @param isLast of {@code CLOSE_WINDOW}, whether it is the last one
 * @param windows of {@code MEASURE}
 * @param opening of {@code OPEN}, the first order
 * @param script of {@code PUBLISH}
 */
record GeneratorOrder(
        Step step,
        long number,
        boolean isLast,
        Optional<MeasuredWindows> windows,
        Optional<SampleKind> kind,
        Optional<Opening> opening,
        Optional<Script> script) {
    static final String STANDING = "standing ";

    /** In the order of a trial; the last three at any time. */
    enum Step {
        OPEN,
        CONNECT,
        BEGIN,
        MEASURE,
        CLOSE_WINDOW,
        PAUSE,
        FINISH,
        TELL_TIME,
        TELL_TRAFFIC,
        TELL_FIGURES,
        PUBLISH
    }

    /**
     * Whom to play.
     *
     * @param publishTimes the file in which it is noted when which event was due and sent, there already
     */
    record Opening(LoadPlan plan, Share share, String publishTimes) {}

    static GeneratorOrder of(Step step) {
        return about(step, 0);
    }

    private static GeneratorOrder about(Step step, long number) {
        return new GeneratorOrder(
                step, number, false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static GeneratorOrder open(Opening opening) {
        return new GeneratorOrder(
                Step.OPEN, 0, false, Optional.empty(), Optional.empty(), Optional.of(opening), Optional.empty());
    }

    static GeneratorOrder begin(long startNanos) {
        return about(Step.BEGIN, startNanos);
    }

    static GeneratorOrder measure(MeasuredWindows windows) {
        return new GeneratorOrder(
                Step.MEASURE, 0, false, Optional.of(windows), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static GeneratorOrder closeWindow(int index, boolean isLast) {
        return new GeneratorOrder(
                Step.CLOSE_WINDOW,
                index,
                isLast,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static GeneratorOrder finish(long events) {
        return about(Step.FINISH, events);
    }

    static GeneratorOrder publish(Script script) {
        return new GeneratorOrder(
                Step.PUBLISH, 0, false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(script));
    }

    static GeneratorOrder figures(SampleKind kind) {
        return new GeneratorOrder(
                Step.TELL_FIGURES, 0, false, Optional.empty(), Optional.of(kind), Optional.empty(), Optional.empty());
    }
}
