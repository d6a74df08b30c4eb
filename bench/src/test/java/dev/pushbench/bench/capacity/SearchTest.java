package dev.pushbench.bench.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.bench.capacity.Finding.Outcome;
import dev.pushbench.bench.capacity.Judged.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against servers whose capacity is known, because they are made up. */
final class SearchTest {
    private static final Ladder LADDER = new Ladder(40, 2, 2560, 0.1, false);
    private static final Judged MISSED = new Judged(Verdict.MISSED, "p99 too high");
    private static final Judged GENERATOR = new Judged(Verdict.GENERATOR_LIMIT, "the generator used 0.97 of a core");
    private static final Judged DISTURBED = new Judged(Verdict.DISTURBED, "a neighbour was loud");

    private final List<Double> measured = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(doubles = {41, 79.9, 80, 123, 247, 500, 1279, 1281, 2559})
    void theKneeIsFoundToTheResolutionAndConfirmed(double capacity) {
        Finding found = search(LADDER, server(capacity));

        assertThat(found.outcome()).isEqualTo(Outcome.KNEE);
        assertThat(found.isConfirmed()).isTrue();
        double knee = found.amount().orElseThrow();
        double missed = found.missedAt().orElseThrow();
        assertThat(knee).isLessThanOrEqualTo(capacity);
        assertThat(missed).isGreaterThan(capacity).isLessThanOrEqualTo(knee * 1.1);
        assertThat(found.why()).isEqualTo("p99 too high");
        assertThat(measured.stream().filter(step -> step == knee)).hasSizeGreaterThanOrEqualTo(2);
        assertThat(found.steps()).isEqualTo(measured.size()).isLessThanOrEqualTo(Search.mostSteps(LADDER));
    }

    @Test
    void theStepsAreThoseThatOneWouldTakeByHand() {
        search(LADDER, server(250));

        assertThat(measured).containsExactly(40.0, 80.0, 160.0, 320.0, 320.0, 226.0, 269.0, 247.0, 247.0);
    }

    @Test
    void thereIsNoHalfUser() {
        Finding found = search(new Ladder(1, 1.5, 50, 0.01, true), server(7));

        assertThat(found.amount()).hasValue(7);
        assertThat(found.missedAt()).hasValue(8);
        assertThat(measured).allMatch(users -> users == Math.rint(users)).contains(1.0, 2.0, 3.0);
    }

    @Test
    void aFirstStepThatIsMissedTwiceIsAnAnswerToo() {
        Finding found = search(LADDER, server(39));

        assertThat(found)
                .isEqualTo(new Finding(
                        Outcome.BELOW, OptionalDouble.empty(), false, OptionalDouble.of(40), "p99 too high", 2));
        assertThat(found.isAnswer()).isTrue();
        assertThat(measured).containsExactly(40.0, 40.0);
    }

    @Test
    void aServerThatIsNeverMissedCarriesAtLeastTheMost() {
        Finding found = search(LADDER, server(1e9));

        assertThat(found.outcome()).isEqualTo(Outcome.AT_LEAST);
        assertThat(found.amount()).hasValue(2560);
        assertThat(found.isConfirmed()).isTrue();
        assertThat(found.missedAt()).isEmpty();
        assertThat(found.why()).isEqualTo("met up to the most that was asked for");
    }

    @Test
    void aGeneratorAtItsLimitEndsTheSearchWithoutAKnee() {
        Finding found = search(LADDER, load -> load > 300 ? GENERATOR : Judged.MET);

        assertThat(found.outcome()).isEqualTo(Outcome.AT_LEAST);
        assertThat(found.amount()).hasValue(160);
        assertThat(found.isConfirmed()).isTrue();
        assertThat(found.missedAt()).isEmpty();
        assertThat(found.why())
                .isEqualTo(
                        "at 320 the load generator was at its limit, not the server: the generator used 0.97 of a core");
        assertThat(measured).containsExactly(40.0, 80.0, 160.0, 320.0, 160.0);
    }

    @Test
    void aGeneratorAtItsLimitBelowAMissedStepIsNoKneeEither() {
        Finding found = search(LADDER, load -> load > 300 ? MISSED : load > 200 ? GENERATOR : Judged.MET);

        assertThat(found.outcome()).isEqualTo(Outcome.AT_LEAST);
        assertThat(found.amount()).hasValue(160);
        assertThat(found.missedAt()).hasValue(320);
    }

    @Test
    void nothingIsKnownOfAServerWhoseGeneratorCannotPlayTheFirstStep() {
        Finding found = search(LADDER, load -> GENERATOR);

        assertThat(found.outcome()).isEqualTo(Outcome.NONE);
        assertThat(found.isAnswer()).isFalse();
        assertThat(measured).containsExactly(40.0);
    }

    @Test
    void oneStallDoesNotEndTheClimb() {
        Finding found = search(
                LADDER, load -> measured.size() == 2 ? MISSED : server(1000).apply(load));

        assertThat(found.amount().orElseThrow()).isBetween(900.0, 1000.0);
        assertThat(measured).startsWith(40.0, 80.0, 80.0, 160.0);
    }

    @Test
    void aStepThatWasDisturbedIsMeasuredAgainAndNotAThirdTime() {
        assertThat(search(
                                LADDER,
                                load -> measured.size() == 3
                                        ? DISTURBED
                                        : server(100).apply(load))
                        .outcome())
                .isEqualTo(Outcome.KNEE);
        measured.clear();

        Finding found = search(LADDER, load -> load >= 160 ? DISTURBED : Judged.MET);

        assertThat(found.outcome()).isEqualTo(Outcome.AT_LEAST);
        assertThat(found.amount()).hasValue(80);
        assertThat(found.why()).isEqualTo("160 could not be judged: a neighbour was loud");
        assertThat(measured).containsExactly(40.0, 80.0, 160.0, 160.0, 80.0);
    }

    @Test
    void aKneeThatIsNotMetAgainGoesOneDown() {
        Finding found = search(
                LADDER,
                load -> load == 247 && measured.size() == 9
                        ? MISSED
                        : server(250).apply(load));

        assertThat(found.outcome()).isEqualTo(Outcome.KNEE);
        assertThat(found.amount()).hasValue(226);
        assertThat(found.missedAt()).hasValue(247);
        assertThat(found.isConfirmed()).isTrue();
        assertThat(measured).endsWith(247.0, 247.0, 226.0);
    }

    @Test
    void whereTheNextOneDownIsFarAwayItIsLookedForBetween() {
        Finding found = search(
                LADDER,
                load -> load == 2560 && measured.size() > 7
                        ? MISSED
                        : server(1e9).apply(load));

        assertThat(found.outcome()).isEqualTo(Outcome.KNEE);
        assertThat(found.missedAt()).hasValue(2560);
        assertThat(found.amount().orElseThrow()).isBetween(2560 / 1.1, 2559.0);
        assertThat(measured).endsWith(2560.0, 1810.0, 2150.0, 2350.0, 2350.0);
    }

    @Test
    void aKneeThatCannotBeJudgedAgainStaysAndIsNotConfirmed() {
        Finding found = search(
                LADDER, load -> measured.size() >= 9 ? DISTURBED : server(250).apply(load));

        assertThat(found.outcome()).isEqualTo(Outcome.KNEE);
        assertThat(found.amount()).hasValue(247);
        assertThat(found.isConfirmed()).isFalse();
        assertThat(found.why())
                .isEqualTo(
                        "p99 too high; not confirmed, for the second measurement could not be judged: a neighbour was"
                                + " loud");
    }

    @Test
    void whatIsMetOnlyOnceEverywhereIsNotConfirmed() {
        Finding found = search(
                LADDER,
                load -> measured.indexOf(load) == measured.size() - 1
                        ? server(250).apply(load)
                        : MISSED);

        assertThat(found.isConfirmed()).isFalse();
        assertThat(found.amount()).hasValue(80);
        assertThat(found.missedAt()).hasValue(160);
    }

    /** Met with a likelihood that falls from 1 at 20 % below the capacity to 0 at 20 % above it. */
    @ParameterizedTest
    @CsvSource({"1, 100", "2, 250", "3, 300", "4, 777", "5, 1500"})
    void aNoisyBorderIsFoundNearWhereItIs(int seed, double capacity) {
        Random random = new Random(seed);
        for (int run = 0; run < 200; run++) {
            measured.clear();
            Finding found = search(LADDER, load -> {
                double likelihood = (1.2 - load / capacity) / 0.4;
                return random.nextDouble() < likelihood ? Judged.MET : MISSED;
            });

            assertThat(found.outcome()).isEqualTo(Outcome.KNEE);
            assertThat(found.amount().orElseThrow()).isBetween(capacity * 0.4, capacity * 1.2);
        }
    }

    @ParameterizedTest
    @CsvSource({"40, 2, 2560, 0.1", "1, 10, 100000, 0.01", "7, 1.1, 900, 0.5", "5, 3, 5, 0.1"})
    void whateverComesOfTheStepsThereAreNoMoreThanSaidBefore(double from, double factor, double most, double near) {
        Random random = new Random(9);
        Verdict[] verdicts = Verdict.values();
        for (int run = 0; run < 2_000; run++) {
            Search search = new Search(new Ladder(from, factor, most, near, run % 2 == 0));
            int steps = 0;
            int left = search.mostStepsLeft();
            while (search.next().isPresent()) {
                assertThat(search.next().orElseThrow()).isBetween(from, most);
                double chance = random.nextDouble();
                Verdict verdict = chance < 0.6 ? Verdict.MET : verdicts[random.nextInt(verdicts.length)];
                search.came(new Judged(verdict, "chance"));
                steps++;
                assertThat(search.mostStepsLeft()).isLessThan(left);
                left = search.mostStepsLeft();
            }
            assertThat(steps).isLessThanOrEqualTo(Search.mostSteps(new Ladder(from, factor, most, near, run % 2 == 0)));
            assertThat(left).isZero();
            assertThat(search.finding().steps()).isEqualTo(steps);
        }
    }

    @Test
    void aSearchThatIsCutShortSaysWhatItKnows() {
        Search search = new Search(LADDER);
        assertThat(search.finding().outcome()).isEqualTo(Outcome.NONE);

        search.came(Judged.MET);

        assertThat(search.finding())
                .isEqualTo(new Finding(
                        Outcome.AT_LEAST,
                        OptionalDouble.of(40),
                        false,
                        OptionalDouble.empty(),
                        "the search was cut short",
                        1));
    }

    @Test
    void nothingComesAfterTheEnd() {
        Search search = new Search(LADDER);
        search.came(GENERATOR);

        assertThat(search.next()).isEmpty();
        assertThatThrownBy(() -> search.came(Judged.MET)).isInstanceOf(IllegalStateException.class);
    }

    private static DoubleFunction<Judged> server(double capacity) {
        return load -> load <= capacity ? Judged.MET : MISSED;
    }

    private Finding search(Ladder ladder, DoubleFunction<Judged> server) {
        Search search = new Search(ladder);
        for (OptionalDouble next = search.next(); next.isPresent(); next = search.next()) {
            measured.add(next.getAsDouble());
            search.came(server.apply(next.getAsDouble()));
        }
        return search.finding();
    }
}
