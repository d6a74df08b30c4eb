package dev.pushbench.bench.capacity;

import dev.pushbench.bench.capacity.Judged.Verdict;
import dev.pushbench.bench.input.DurationText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether a step was met, and if not, on whose account. In doubt it is never the server's: a limit of the generator that is told as the
 * server's would be a wrong answer, one that is told as the generator's only a poor one.
 */
public final class StepJudge {
    /** From this share of its core on, what is late may be late in the generator. */
    private static final double GENERATOR_IN_DOUBT = 0.8;

    /** From this share of its cores on, the server has nothing left to give. */
    private static final double SERVER_FULL = 0.9;

    /** Beyond it the schedule is no longer open-loop in any sense that matters. */
    private static final long MOST_PUBLISH_DELAY_NANOS = 50_000_000;

    private StepJudge() {}

    public static Judged judged(Slo slo, Observed seen) {
        Observed.Objections objections = seen.objections();
        if (!objections.disturbed().isEmpty()) {
            return judged(Verdict.DISTURBED, objections.disturbed());
        }
        if (!objections.generator().isEmpty()) {
            return judged(Verdict.GENERATOR_LIMIT, objections.generator());
        }
        if (seen.publishDelayNanos() > MOST_PUBLISH_DELAY_NANOS) {
            return judged(
                    isServerFull(seen) ? Verdict.MISSED : Verdict.GENERATOR_LIMIT,
                    List.of("the publisher fell behind by " + DurationText.measured(seen.publishDelayNanos())
                            + " (99th percentile)"));
        }
        List<String> missed = new ArrayList<>(objections.server());
        Backlog.growth(seen).ifPresent(missed::add);
        missed.addAll(slo.missed(seen));
        if (!missed.isEmpty()) {
            return isGeneratorInDoubt(seen) ? generatorInDoubt(seen, missed) : judged(Verdict.MISSED, missed);
        }
        return objections.other().isEmpty() ? Judged.MET : judged(Verdict.DISTURBED, objections.other());
    }

    private static boolean isServerFull(Observed seen) {
        return seen.busy().server().orElse(0) >= SERVER_FULL;
    }

    private static boolean isGeneratorInDoubt(Observed seen) {
        return seen.busy().generator().orElse(0) >= GENERATOR_IN_DOUBT && !isServerFull(seen);
    }

    private static Judged generatorInDoubt(Observed seen, List<String> missed) {
        List<String> all = new ArrayList<>(missed);
        all.add(String.format(
                Locale.ROOT,
                "the generator used %.2f of a core",
                seen.busy().generator().orElse(0)));
        return judged(Verdict.GENERATOR_LIMIT, all);
    }

    private static Judged judged(Verdict verdict, List<String> why) {
        return new Judged(verdict, String.join("; ", why));
    }
}
