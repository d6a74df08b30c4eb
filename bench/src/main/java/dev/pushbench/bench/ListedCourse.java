package dev.pushbench.bench;

import dev.pushbench.bench.result.TrialResult;
import dev.pushbench.bench.scenario.Trial;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Trials that are known before the first is measured. */
final class ListedCourse implements Course {
    private final List<Trial> trials;
    private int measured;

    ListedCourse(List<Trial> trials) {
        this.trials = List.copyOf(trials);
    }

    /** In the order in which they are measured. */
    List<Trial> all() {
        return trials;
    }

    @Override
    public Optional<Trial> next() {
        return measured == trials.size() ? Optional.empty() : Optional.of(trials.get(measured));
    }

    @Override
    public Optional<String> came(TrialResult result) {
        measured++;
        return Optional.empty();
    }

    @Override
    public boolean outlivesFailedTrials() {
        return true;
    }

    @Override
    public int trials() {
        return trials.size();
    }

    @Override
    public Duration expectedAfter(Trial current) {
        return Trial.expectedTime(trials.subList(current.number(), trials.size()));
    }

    @Override
    public String extent() {
        return TrialTable.extent(trials);
    }

    @Override
    public String detail(Trial trial) {
        return "";
    }
}
