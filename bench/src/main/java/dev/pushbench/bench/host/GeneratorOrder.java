package dev.pushbench.bench.host;

import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.Script;
import dev.pushbench.client.Share;
import java.util.Optional;

/**
 * What a load generator is told to do by the one that leads it, one on a line. Each but {@link Step#CONNECT}, {@link Step#BEGIN}, {@link
 * Step#PUBLISH} and {@link Step#PAUSE} is answered by a line with the JSON of what was asked for, or of a truth value. Unasked it says how its
 * users fare, on lines that begin with {@link #STANDING}.
 *
 * @param fromNanos the instant it is about: of {@code BEGIN} the first event's, of {@code MEASURE} the window's first
 * @param toNanos first instant after the window
 * @param lastSeq of {@code FINISH} the last event that there was
 * @param opening of {@code OPEN}, the first order
 * @param script of {@code PUBLISH}
 */
record GeneratorOrder(
        Step step,
        long fromNanos,
        long toNanos,
        long lastSeq,
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
        return new GeneratorOrder(step, 0, 0, 0, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static GeneratorOrder open(Opening opening) {
        return new GeneratorOrder(Step.OPEN, 0, 0, 0, Optional.empty(), Optional.of(opening), Optional.empty());
    }

    static GeneratorOrder begin(long startNanos) {
        return new GeneratorOrder(Step.BEGIN, startNanos, 0, 0, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static GeneratorOrder measure(long fromNanos, long toNanos) {
        return new GeneratorOrder(
                Step.MEASURE, fromNanos, toNanos, 0, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static GeneratorOrder finish(long lastSeq) {
        return new GeneratorOrder(Step.FINISH, 0, 0, lastSeq, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static GeneratorOrder publish(Script script) {
        return new GeneratorOrder(Step.PUBLISH, 0, 0, 0, Optional.empty(), Optional.empty(), Optional.of(script));
    }

    static GeneratorOrder figures(SampleKind kind) {
        return new GeneratorOrder(Step.TELL_FIGURES, 0, 0, 0, Optional.of(kind), Optional.empty(), Optional.empty());
    }
}
