package dev.pushbench.bench.scenario;

import dev.pushbench.protocol.Technique;
import java.time.Duration;
import java.util.List;

/**
 * One measurement of a cell, by a server and a load generator of its own.
 *
 * @param number from 1, in the order of the run
 * @param fork which of the cell's measurements this is, from 1
 */
public record Trial(int number, int fork, Cell cell) {
    /** Starting server and generator, connecting, collecting garbage, draining, comparing, stopping: about that much beside the phases. */
    private static final Duration OVERHEAD = Duration.ofSeconds(7);

    /** So many users connect and close in a time that is part of that. */
    private static final int FEW_USERS = 10_000;

    private static final int USERS_PER_SECOND = 4_000;

    /** The same trial of a server that is not ours. */
    public Trial ofForeignServer() {
        return new Trial(number, fork, cell.with(Serving.FOREIGN));
    }

    /** About how long it takes to measure them, one after the other. */
    public static Duration expectedTime(List<Trial> trials) {
        return trials.stream().map(Trial::expectedTime).reduce(Duration.ZERO, Duration::plus);
    }

    private Duration expectedTime() {
        int manyUsers = Math.max(0, cell.users() - FEW_USERS);
        return cell.phases()
                .total()
                .plus(cell.leadIn())
                .plus(lastPolls())
                .plus(OVERHEAD)
                .plus(Duration.ofSeconds(manyUsers / USERS_PER_SECOND));
    }

    /** After each warm-up window and after the last measured one every user polls once more. */
    private Duration lastPolls() {
        return cell.technique() == Technique.POLLING
                ? cell.reading()
                        .pollInterval()
                        .multipliedBy(cell.phases().windows().warmup() + 1L)
                : Duration.ZERO;
    }
}
