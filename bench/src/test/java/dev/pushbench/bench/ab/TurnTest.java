package dev.pushbench.bench.ab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TurnTest {
    @Test
    void neighboursOfOneSideAreOneTurn() {
        assertThat(Turn.of(3))
                .containsExactly(
                        new Turn(Side.BASE, 1),
                        new Turn(Side.HEAD, 1),
                        new Turn(Side.HEAD, 1),
                        new Turn(Side.BASE, 2),
                        new Turn(Side.HEAD, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6, 7, 10, 31})
    void bothSidesHaveATrialInEachPairAndTakeTurnsInBeingFirst(int pairs) {
        List<Side> trials = new ArrayList<>();
        for (Turn turn : Turn.of(pairs)) {
            for (int i = 0; i < turn.trials(); i++) {
                trials.add(turn.side());
            }
        }

        assertThat(trials).hasSize(2 * pairs);
        for (int pair = 0; pair < pairs; pair++) {
            Side first = pair % 2 == 0 ? Side.BASE : Side.HEAD;
            assertThat(trials.subList(2 * pair, 2 * pair + 2)).containsExactly(first, first.other());
        }
    }
}
