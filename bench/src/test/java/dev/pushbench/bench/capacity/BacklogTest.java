package dev.pushbench.bench.capacity;

import static dev.pushbench.bench.capacity.SimulatedStep.nanos;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.capacity.Judged.Verdict;
import dev.pushbench.bench.capacity.SimulatedStep.Events;
import dev.pushbench.bench.capacity.SimulatedStep.Polls;
import dev.pushbench.bench.capacity.SimulatedStep.Trouble;
import dev.pushbench.client.pacing.FireTimes;
import dev.pushbench.protocol.Technique;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules that compare parts of a window, against servers whose capacity is known. */
final class BacklogTest {
    private static final Slo ANY_LATENCY = Slo.parse("--slo", "p50<=1h");
    private static final double IDEAL = 0.02;
    private static final List<Double> WINDOWS = List.of(1.0, 3.0, 5.0, 10.0);
    private static final List<Double> RATES = List.of(1.0, 2.5, 10.0, 100.0, 1000.0);
    private static final double MAX_EVENTS = 3_000;

    /** Of pollers, whose many polls take longer to simulate; a test of its own has the others. */
    private static final double MAX_POLLED_EVENTS = 500;

    private static final List<Double> INTERVALS = List.of(0.1, 0.25, 1 / 3.0, 0.5, 0.77, 1.0, 2.0);
    private static final int USERS = 20;

    /** @param interval as a share of the window; 0 where users do not poll */
    private record Row(Technique technique, double window, double rate, double interval, boolean aligned, int users) {
        double intervalSeconds() {
            return interval * window;
        }

        Polls polls(double offset) {
            long intervalNanos = Math.max(1, nanos(intervalSeconds()));
            return new Polls(intervalNanos, aligned, Math.round(offset * intervalNanos));
        }

        /** Where pollers are in a steady state when the window begins. */
        Events events() {
            return Events.constant(rate, window, 1 + 2 * intervalSeconds());
        }

        Judged judged(double load, Trouble trouble, double offset) {
            return StepJudge.judged(
                    ANY_LATENCY,
                    new SimulatedStep(technique, polls(offset), users, events(), load, trouble).observed());
        }
    }

    private static Stream<Row> rows(int users) {
        return allRows(users)
                .filter(row -> row.technique() != Technique.POLLING || row.rate() * row.window() <= MAX_POLLED_EVENTS);
    }

    private static Stream<Row> allRows(int users) {
        return Stream.of(Technique.values())
                .flatMap(technique -> WINDOWS.stream()
                        .flatMap(window -> RATES.stream()
                                .filter(rate -> rate * window <= MAX_EVENTS)
                                .flatMap(rate -> intervals(technique)
                                        .flatMap(interval -> aligned(technique)
                                                .map(aligned ->
                                                        new Row(technique, window, rate, interval, aligned, users))))));
    }

    private static Stream<Double> intervals(Technique technique) {
        return technique == Technique.POLLING ? INTERVALS.stream() : Stream.of(0.0);
    }

    private static Stream<Boolean> aligned(Technique technique) {
        return technique == Technique.POLLING ? Stream.of(false, true) : Stream.of(false);
    }

    /** Rows in which a server with that load is judged differently. */
    private static List<String> judgedOtherwise(Verdict expected, Stream<Row> rows, double load) {
        return rows.flatMap(row -> phases(row, load)
                        .mapToObj(offset -> row.judged(load, Trouble.NONE, offset))
                        .filter(judged -> judged.verdict() != expected)
                        .map(judged -> row + " " + judged))
                .collect(Collectors.toList());
    }

    private static DoubleStream phases(Row row, double load) {
        return row.technique() == Technique.POLLING && load == IDEAL ? DoubleStream.of(0, 0.37) : DoubleStream.of(0.37);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, USERS})
    void anIdealServerIsNeverMissed(int users) {
        assertThat(judgedOtherwise(Verdict.MET, rows(users), IDEAL)).isEmpty();
    }

    @Test
    @Tag("thorough")
    void anIdealServerIsNeverMissedHoweverManyEventsArePolled() {
        Stream<Row> many = allRows(USERS)
                .filter(row -> row.technique() == Technique.POLLING && row.rate() * row.window() > MAX_POLLED_EVENTS);

        assertThat(judgedOtherwise(Verdict.MET, many, IDEAL)).isEmpty();
    }

    /** Of one user that polls the server waits for the next poll: it carries less. */
    @Test
    void aServerJustBelowItsCapacityIsMet() {
        assertThat(judgedOtherwise(Verdict.MET, rows(USERS).filter(row -> row.window() >= 3), 0.99))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.01, 1.1, 1.5, 3})
    void aServerThatPushesIsMissedFromOnePercentAboveItsCapacity(double load) {
        Stream<Row> pushes = rows(USERS)
                .filter(row -> row.technique() != Technique.POLLING && row.window() >= 3 && row.rate() >= 10);

        assertThat(judgedOtherwise(Verdict.MISSED, pushes, load)).isEmpty();
    }

    /** A window shows less of a backlog the fewer intervals it holds, and the more users ask at the same instant. */
    @Test
    void aServerThatIsPolledIsMissedFromWhereItsBacklogIsMoreThanItsUsersWaitAnyway() {
        List<Row> polls = rows(USERS)
                .filter(row -> row.technique() == Technique.POLLING && row.window() >= 3 && row.rate() >= 10)
                .collect(Collectors.toList());

        assertThat(judgedOtherwise(
                        Verdict.MISSED, polls.stream().filter(row -> !row.aligned() && row.interval() <= 0.1), 1.1))
                .isEmpty();
        assertThat(judgedOtherwise(
                        Verdict.MISSED, polls.stream().filter(row -> !row.aligned() || row.interval() <= 0.5), 1.5))
                .isEmpty();
        assertThat(judgedOtherwise(Verdict.MISSED, polls.stream(), 3)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Technique.class)
    void aStallThatIsOverIsNoBacklogWhereverItFalls(Technique technique) {
        List<Row> rows = rows(USERS)
                .filter(row -> row.technique() == technique && row.window() == 3 && row.rate() == 100)
                .collect(Collectors.toList());
        assertThat(rows).isNotEmpty();
        for (Row row : rows) {
            assertThat(IntStream.rangeClosed(-2, (int) Math.round(4 * row.window()))
                            .filter(quarter -> row.judged(0.5, Trouble.stall(quarter / 4.0, 0.5), 0)
                                            .verdict()
                                    != Verdict.MET))
                    .as(row.toString())
                    .isEmpty();
        }
    }

    @Test
    void otherArrivalsThanConstantOnesDoNotLookLikeABacklog() {
        for (Technique technique : Technique.values()) {
            for (double window : List.of(3.0, 5.0)) {
                Duration length = Duration.ofNanos(nanos(window));
                List<FireTimes> schedules = List.of(
                        FireTimes.poisson(50, 1, length),
                        FireTimes.poisson(5, 2, length),
                        FireTimes.bursts(50, 10),
                        FireTimes.bursts(40, 100),
                        FireTimes.pairs(20, Duration.ofMillis(20)),
                        FireTimes.pairs(1, Duration.ofMillis(700)));
                for (FireTimes schedule : schedules) {
                    double rate = schedule.countBefore(nanos(window)) / window;
                    Events events = new Events(schedule, rate, nanos(window), nanos(window), 0);
                    Polls polls = new Polls(nanos(1), false, nanos(0.2));

                    assertThat(judged(new SimulatedStep(technique, polls, USERS, events, IDEAL, Trouble.NONE)))
                            .as("%s, %s, %.0f s", technique, schedule, window)
                            .isEqualTo(Judged.MET);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = Technique.class, names = "POLLING", mode = EnumSource.Mode.EXCLUDE)
    void eventsThatAreHeldBackWaitByDesign(Technique technique) {
        for (double rate : RATES) {
            Events events = new Events(FireTimes.constantRate(rate), rate, nanos(3), nanos(1), nanos(0.25));

            assertThat(judged(new SimulatedStep(technique, Polls.NONE, USERS, events, IDEAL, Trouble.NONE)))
                    .as("%s events/s", rate)
                    .isEqualTo(Judged.MET);
        }
    }

    @Test
    void aServerThatLosesWhatIsLateMeetsOnlyALevelThatAllowsTheLoss() {
        Slo lenient = Slo.parse("--slo", "p50<=1h, delivered>=80%");
        SimulatedStep aTenthTooMuch = losing(1.1);
        SimulatedStep threeTimesTooMuch = losing(3);

        assertThat(judged(aTenthTooMuch).why()).contains("deliveries missing");
        assertThat(StepJudge.judged(lenient, aTenthTooMuch.observed())).isEqualTo(Judged.MET);
        assertThat(StepJudge.judged(lenient, threeTimesTooMuch.observed()).verdict())
                .isEqualTo(Verdict.MISSED);
    }

    private static SimulatedStep losing(double load) {
        Events events = Events.constant(100, 3, 3);
        return new SimulatedStep(Technique.SSE, Polls.NONE, USERS, events, load, Trouble.losesAfter(0.1));
    }

    @Test
    void whatIsNotDeliveredBeforeTheDrainEndsIsLaterThanWhatIs() {
        Slo lenient = Slo.parse("--slo", "p50<=1h, delivered>=50%");
        Events events = Events.constant(100, 10, 1);
        SimulatedStep overloaded = new SimulatedStep(Technique.SSE, Polls.NONE, USERS, events, 2, Trouble.NONE);

        assertThat(overloaded.observed().lost()).isPositive();
        assertThat(StepJudge.judged(lenient, overloaded.observed()).why())
                .isEqualTo("a backlog grew: most of what was due in the last third of the window never came");
    }

    private static Judged judged(SimulatedStep step) {
        return StepJudge.judged(ANY_LATENCY, step.observed());
    }
}
