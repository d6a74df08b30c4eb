package dev.pushbench.bench.ab;

import dev.pushbench.bench.gate.Finding;
import dev.pushbench.bench.gate.PairedJudge;
import dev.pushbench.bench.gate.PairedTrial;
import dev.pushbench.bench.gate.Policy;
import dev.pushbench.bench.result.CellRecord;
import dev.pushbench.bench.result.Row;
import dev.pushbench.bench.result.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Pairs of trials, measured in turn until all are, or until it is clear what they say. */
final class Series {
    private final Measuring measuring;
    private final Policy policy;
    private final Consumer<String> progress;
    private final Map<String, List<Row>> base = new LinkedHashMap<>();
    private final Map<String, List<Row>> head = new LinkedHashMap<>();

    /** What measures a turn. */
    @FunctionalInterface
    interface Measuring {
        /** As {@link BuildRun#measure}. */
        Run measure(Side side, int forks) throws AbFailure, InterruptedException;
    }

    /**
     * What was found.
     *
     * @param pairs by cell, those measured in the order of the measurement
     */
    record Outcome(List<Finding> findings, Map<String, List<PairedTrial>> pairs) {}

    /** @param progress is told in a line what goes on */
    Series(Measuring measuring, Policy policy, Consumer<String> progress) {
        this.measuring = measuring;
        this.policy = policy;
        this.progress = progress;
    }

    /**
     * Measures up to so many pairs, and judges them.
     *
     * @param pairs at least {@link Look#LEAST_PAIRS}
     */
    Outcome run(int pairs) throws AbFailure, InterruptedException {
        List<Look> looks = Look.of(pairs);
        int next = 0;
        for (Turn turn : Turn.of(pairs)) {
            measure(turn);
            int measured = measuredPairs();
            progress.accept(measured + " of " + pairs + " pairs measured");
            if (measured == looks.get(next).pairs()) {
                Outcome outcome = outcome(measured, looks.get(next));
                next++;
                if (next == looks.size() || PairedJudge.isClear(outcome.findings())) {
                    return outcome;
                }
            }
        }
        // A cell that only one of the builds has, or not as often as it was asked for: what there is of it is judged.
        return outcome(measuredPairs(), looks.get(looks.size() - 1));
    }

    private Outcome outcome(int measured, Look look) {
        Map<String, List<PairedTrial>> pairs = pairs(measured);
        return new Outcome(PairedJudge.findings(policy, pairs, look.tail()), pairs);
    }

    private void measure(Turn turn) throws AbFailure, InterruptedException {
        Run run = measuring.measure(turn.side(), turn.trials());
        Map<String, List<Row>> byCell = of(turn.side());
        for (CellRecord cell : run.cells()) {
            byCell.computeIfAbsent(cell.row().cell(), unseen -> new ArrayList<>())
                    .addAll(cell.trials());
        }
    }

    /** Of the cell that has the fewest: a run that was cut short may not have come to all of them. */
    private int measuredPairs() {
        return cells().mapToInt(cell ->
                        Math.min(of(Side.BASE, cell).size(), of(Side.HEAD, cell).size()))
                .min()
                .orElse(0);
    }

    private Stream<String> cells() {
        return Stream.concat(base.keySet().stream(), head.keySet().stream()).distinct();
    }

    private Map<String, List<Row>> of(Side side) {
        return switch (side) {
            case BASE -> base;
            case HEAD -> head;
        };
    }

    private List<Row> of(Side side, String cell) {
        return of(side).getOrDefault(cell, List.of());
    }

    private Map<String, List<PairedTrial>> pairs(int count) {
        Map<String, List<PairedTrial>> pairs = new LinkedHashMap<>();
        cells().forEach(cell -> pairs.put(
                cell,
                IntStream.range(0, count)
                        .mapToObj(i -> new PairedTrial(
                                of(Side.BASE, cell).get(i), of(Side.HEAD, cell).get(i)))
                        .toList()));
        return pairs;
    }
}
