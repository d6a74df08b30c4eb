package dev.pushbench.bench.scenario;

import dev.pushbench.bench.capacity.SearchPlan;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;

/**
 * A named list of cells: every combination of its dimensions, all else equal.
 *
 * @param name says which runs can be held against each other; part of the name of a run's directory
 * @param seed shuffles the cells of each round; without one they are in the order of the dimensions
 * @param forks how often each cell is measured, at least 1
 * @param search where it is not the cells that are asked for, but how much each carries: then they are where the searches start
 */
public record Suite(
        String name,
        String description,
        OptionalInt seed,
        Dimensions dimensions,
        Phases phases,
        int forks,
        Optional<SearchPlan> search) {

    /** Whether the harness is held to its aims. */
    public boolean isHeldToAims() {
        return name.equals(Suites.SCALE);
    }

    /**
     * In the order of the run: each cell once, then each a second time, so that a machine's drift falls on all alike. Of searches the
     * first steps.
     */
    public List<Trial> trials() {
        Optional<Random> random = seed.stream().mapToObj(Random::new).findFirst();
        List<Trial> trials = new ArrayList<>();
        for (int fork = 1; fork <= forks; fork++) {
            List<Point> round = new ArrayList<>(dimensions.points());
            random.ifPresent(source -> Collections.shuffle(round, source));
            for (Point point : round) {
                trials.add(new Trial(trials.size() + 1, fork, point.cell(phases)));
            }
        }
        return List.copyOf(trials);
    }

    /** How many {@link #trials()} there are, without making them: a short file can ask for more than memory holds. */
    BigInteger trialCount() {
        return dimensions.pointCount().multiply(BigInteger.valueOf(forks));
    }
}
