package dev.pushbench.bench.host;

import dev.pushbench.client.Load;
import dev.pushbench.client.LoadResult;
import dev.pushbench.client.measure.Traffic;
import java.util.Optional;

/**
 * What a load generator says: one of these on a line.
 *
 * @param progress needs no answer
 * @param reached needs no answer; said before the generator looks at its JVM, so that whoever listens can look at the same time
 * @param used waits for {@link GeneratorChild#GO_ON}; does not come where the trial is interrupted before
 * @param quiet waits for {@link GeneratorChild#SAME} or {@link GeneratorChild#DIFFERENT}
 * @param result the last
 */
record GeneratorWord(
        Optional<Load.Progress> progress,
        Optional<Reached> reached,
        Optional<Used> used,
        Optional<Quiet> quiet,
        Optional<LoadResult> result) {

    /** A milestone is reached. */
    record Reached(Load.Milestone milestone) {}

    /** What the generator has used until a milestone. */
    record Used(Load.Milestone milestone, JvmFigures jvm) {}

    /** What the generator saw on the wire. */
    record Quiet(Traffic users, LoadResult.Published published) {}

    static GeneratorWord of(Load.Progress progress) {
        return new GeneratorWord(
                Optional.of(progress), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static GeneratorWord of(Reached reached) {
        return new GeneratorWord(
                Optional.empty(), Optional.of(reached), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static GeneratorWord of(Used used) {
        return new GeneratorWord(
                Optional.empty(), Optional.empty(), Optional.of(used), Optional.empty(), Optional.empty());
    }

    static GeneratorWord of(Quiet quiet) {
        return new GeneratorWord(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(quiet), Optional.empty());
    }

    static GeneratorWord of(LoadResult result) {
        return new GeneratorWord(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(result));
    }
}
