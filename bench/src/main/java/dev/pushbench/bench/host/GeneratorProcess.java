package dev.pushbench.bench.host;

import dev.pushbench.client.Load;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.LoadResult;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Runs a trial in a load generator's process of its own. */
public final class GeneratorProcess {
    /** A generator tells its progress every second; after so much silence it is taken for lost. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

    private static final Duration LONGEST_LAST_WORD = Duration.ofSeconds(12);

    private final ChildCommand command;

    public GeneratorProcess(ChildCommand command) {
        this.command = command;
    }

    /**
     * What came of a trial.
     *
     * @param jvm what the generator had used at each milestone that it reached
     */
    public record Outcome(LoadResult load, Map<Load.Milestone, JvmFigures> jvm) {}

    /**
     * Runs the trial. An interrupt of the calling thread ends it early; what was measured is returned, and the interrupt is set
     * again.
     *
     * @throws ChildFailedException where the process fails
     */
    public Outcome run(LoadPlan plan, Load.Observer observer) throws ChildFailedException, InterruptedException {
        Map<Load.Milestone, JvmFigures> jvm = new EnumMap<>(Load.Milestone.class);
        try (Child child = Child.start("the load generator", command)) {
            child.tell(JsonLine.of(plan));
            try {
                return new Outcome(listen(child, observer, jvm, LONGEST_SILENCE), jvm);
            } catch (InterruptedException e) {
                child.tell(GeneratorChild.STOP);
                LoadResult soFar = listen(child, progress -> {}, jvm, LONGEST_LAST_WORD);
                Thread.currentThread().interrupt();
                return new Outcome(soFar, jvm);
            }
        }
    }

    private static LoadResult listen(
            Child child, Load.Observer observer, Map<Load.Milestone, JvmFigures> jvm, Duration longestSilence)
            throws ChildFailedException, InterruptedException {
        while (true) {
            Optional<String> line = child.nextLine(longestSilence);
            if (line.isEmpty()) {
                throw child.failed("its trial was over", longestSilence);
            }
            GeneratorWord word = JsonLine.read(line.get(), GeneratorWord.class);
            if (word.result().isPresent()) {
                return word.result().get();
            }
            word.progress().ifPresent(observer::progress);
            word.reached().ifPresent(reached -> observer.reached(reached.milestone()));
            word.used().ifPresent(used -> {
                jvm.put(used.milestone(), used.jvm());
                child.tell(GeneratorChild.GO_ON);
            });
            word.quiet()
                    .ifPresent(quiet -> child.tell(
                            observer.agrees(quiet.users(), quiet.published())
                                    ? GeneratorChild.SAME
                                    : GeneratorChild.DIFFERENT));
        }
    }
}
