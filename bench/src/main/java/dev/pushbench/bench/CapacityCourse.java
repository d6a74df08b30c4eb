package dev.pushbench.bench;

import dev.pushbench.bench.capacity.Finding;
import dev.pushbench.bench.capacity.Judged;
import dev.pushbench.bench.capacity.Ladder;
import dev.pushbench.bench.capacity.Over;
import dev.pushbench.bench.capacity.Search;
import dev.pushbench.bench.capacity.SearchPlan;
import dev.pushbench.bench.capacity.StepJudge;
import dev.pushbench.bench.input.DurationText;
import dev.pushbench.bench.result.Knee;
import dev.pushbench.bench.result.TrialResult;
import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.bench.scenario.Suite;
import dev.pushbench.bench.scenario.Trial;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Searches, one after the other: for each cell of a suite how much of what is searched over it carries. A step is a trial. */
final class CapacityCourse implements Course {
    private final SearchPlan plan;
    private final ServerCores cores;
    private final List<Hunt> hunts;
    private final Map<Cell, Integer> forks = new HashMap<>();
    private int measured;

    /**
     * @param plan the suite's
     * @param cores that the server can use
     */
    CapacityCourse(Suite suite, SearchPlan plan, ServerCores cores) {
        this.plan = plan;
        this.cores = cores;
        this.hunts = suite.trials().stream()
                .map(trial -> new Hunt(trial.cell(), plan))
                .toList();
    }

    /** A search, and the measurements of the steps that were met. */
    private static final class Hunt {
        private final Cell first;
        private final Search search;
        private final Map<Double, TrialResult> met = new HashMap<>();

        Hunt(Cell first, SearchPlan plan) {
            this.first = first;
            this.search = new Search(plan.ladder());
        }

        Optional<TrialResult> best() {
            OptionalDouble amount = search.finding().amount();
            return amount.isPresent() ? Optional.ofNullable(met.get(amount.getAsDouble())) : Optional.empty();
        }
    }

    /** What was found so far. */
    List<Knee> knees() {
        return hunts.stream()
                .map(hunt -> new Knee(hunt.first, plan, hunt.search.finding(), hunt.best(), cores.ioThreads()))
                .toList();
    }

    @Override
    public Optional<Trial> next() {
        return current().map(hunt -> {
            Cell cell = hunt.first.at(plan.over(), hunt.search.next().orElseThrow());
            return new Trial(measured + 1, forks.getOrDefault(cell, 0) + 1, cell);
        });
    }

    @Override
    public Optional<String> came(TrialResult result) {
        Hunt hunt = current().orElseThrow(() -> new IllegalStateException("no search is under way"));
        double amount = hunt.search.next().orElseThrow();
        Judged judged = StepJudge.judged(plan.slo(), StepFigures.of(result, cores));
        measured++;
        forks.merge(result.cell(), 1, Integer::sum);
        if (judged.verdict() == Judged.Verdict.MET) {
            hunt.met.put(amount, result);
        }
        hunt.search.came(judged);
        String step = hunt.first.technique() + ": " + plan.words(amount) + " " + told(judged);
        return Optional.of(
                hunt.search.next().isPresent()
                        ? step
                        : step + System.lineSeparator() + hunt.first.technique() + ": "
                                + answer(hunt.search.finding()));
    }

    private static String told(Judged judged) {
        return switch (judged.verdict()) {
            case MET -> "met";
            case MISSED -> "missed: " + judged.why();
            case GENERATOR_LIMIT -> "not judged, the load generator is at its limit: " + judged.why();
            case DISTURBED -> "not judged: " + judged.why();
        };
    }

    private String answer(Finding finding) {
        String amount = finding.amount().isPresent()
                ? plan.words(finding.amount().getAsDouble())
                : plan.words(plan.ladder().from());
        return switch (finding.outcome()) {
            case KNEE -> "carries " + amount + (finding.isConfirmed() ? ", confirmed" : ", not confirmed");
            case AT_LEAST -> "carries at least " + amount + "; " + finding.why();
            case BELOW -> "carries less than " + amount + ", the first step";
            case NONE -> "no answer; " + finding.why();
        };
    }

    @Override
    public int trials() {
        return measured
                + hunts.stream().mapToInt(hunt -> hunt.search.mostStepsLeft()).sum();
    }

    @Override
    public Duration expectedAfter(Trial current) {
        return Trial.expectedTime(List.of(current)).multipliedBy(Math.max(0, trials() - current.number()));
    }

    /** The longest that all can take where each trial takes as long as expected. */
    Duration most() {
        return next().map(first -> Trial.expectedTime(List.of(first)).multipliedBy(trials()))
                .orElse(Duration.ZERO);
    }

    @Override
    public String extent() {
        return hunts.size() + (hunts.size() == 1 ? " search" : " searches") + ", at most " + trials()
                + " trials, at most about " + DurationText.rough(most());
    }

    @Override
    public String detail(Trial trial) {
        return plan.over() == Over.RATE
                ? ", " + Ladder.text(trial.cell().publishing().eventsPerSecond()) + " events/s"
                : "";
    }

    private Optional<Hunt> current() {
        return hunts.stream().filter(hunt -> hunt.search.next().isPresent()).findFirst();
    }
}
