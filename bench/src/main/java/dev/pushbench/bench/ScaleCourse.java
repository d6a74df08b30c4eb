package dev.pushbench.bench;

import dev.pushbench.bench.host.Splitting;
import dev.pushbench.bench.result.TrialResult;
import dev.pushbench.bench.scale.Targets;
import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.bench.scenario.Phases;
import dev.pushbench.bench.scenario.Suite;
import dev.pushbench.bench.scenario.Trial;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.protocol.Technique;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * The trials that the harness is held to its aims by: rounds of a suite's cells, with the kernel's floor before each and after the last, then
 * WebSocket with fewer and with more users.
 */
final class ScaleCourse implements Course {
    /** Twice as many each, up to those that all techniques are measured with. */
    static final List<Integer> FEWER = List.of(1_250, 2_500, 5_000);

    private static final Duration SHORT = Duration.ofSeconds(10);
    private static final Duration LONG = Duration.ofMinutes(5);

    private final ListedCourse course;
    private final IntConsumer floor;
    private final int inRounds;
    private final int inRound;
    private final List<String> leftOut = new ArrayList<>();
    private int begun;

    /**
     * @param splitting says which numbers of users this machine has room for
     * @param floor measures the kernel's floor for so many users, between two trials
     */
    ScaleCourse(Suite suite, Splitting splitting, IntConsumer floor) {
        List<Trial> trials = new ArrayList<>(suite.trials());
        this.inRounds = trials.size();
        this.inRound = trials.size() / suite.forks();
        FEWER.forEach(users -> add(trials, splitting, cell(suite, users, 4, SHORT)));
        add(trials, splitting, cell(suite, Targets.IN_TIME, 4, SHORT));
        add(trials, splitting, cell(suite, Targets.IN_ONE_PAIR, 1, SHORT));
        add(trials, splitting, cell(suite, Targets.IN_ALL, 1, LONG));
        this.course = new ListedCourse(trials);
        this.floor = floor;
    }

    private void add(List<Trial> trials, Splitting splitting, Cell cell) {
        Optional<String> obstacle = splitting.obstacle(cell.users());
        if (obstacle.isPresent()) {
            leftOut.add(cell.users() + " users are left out: " + obstacle.get());
        } else {
            trials.add(new Trial(trials.size() + 1, 1, cell));
        }
    }

    private static Cell cell(Suite suite, int users, double rate, Duration window) {
        Cell like = suite.trials().get(0).cell();
        return new Cell(
                Technique.WEBSOCKET,
                users,
                new LoadPlan.Publishing(rate, like.publishing().eventBytes()),
                like.reading(),
                like.requests(),
                new Phases(Duration.ZERO, like.phases().warmup(), window, LoadPlan.Windows.ONE_EACH));
    }

    /** Numbers of users that this machine has no room for, and why. */
    List<String> leftOut() {
        return List.copyOf(leftOut);
    }

    List<Trial> all() {
        return course.all();
    }

    @Override
    public Optional<Trial> next() {
        if (begun <= inRounds && begun % inRound == 0) {
            floor.accept(Targets.MANY);
        }
        Optional<Trial> next = course.next();
        next.filter(trial -> trial.cell().users() == Targets.IN_TIME).ifPresent(trial -> floor.accept(Targets.IN_TIME));
        begun++;
        return next;
    }

    @Override
    public Optional<String> came(TrialResult result) {
        return course.came(result);
    }

    @Override
    public int trials() {
        return course.trials();
    }

    @Override
    public Duration expectedAfter(Trial current) {
        return course.expectedAfter(current);
    }

    @Override
    public String extent() {
        return course.extent();
    }

    @Override
    public String detail(Trial trial) {
        return course.detail(trial);
    }
}
