package dev.pushbench.bench.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.server.stats.ServerFigures;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several processes of a side, told as if they were one. */
final class FiguresTogetherTest {
    private static final JvmFigures ONE =
            new JvmFigures(1_000, 10, 20, 30, 40, Optional.of(new GcPauses(1, 100)), new Hiccups(5, 1, 9, 10));
    private static final JvmFigures OTHER =
            new JvmFigures(1_200, 1, 2, 3, 4, Optional.of(new GcPauses(2, 1_000)), new Hiccups(6, 2, 8, 11));

    @ParameterizedTest
    @CsvSource({"1, 1000", "2, 2000", "8, 2000"})
    void amountsAreSummedTheirTimeIsOfTheCoresTheyHaveAtOnceAndHiccupsAreTheWorst(int cores, long uptimeNanos) {
        assertThat(JvmFigures.together(List.of(ONE, OTHER), cores))
                .isEqualTo(new JvmFigures(
                        uptimeNanos, 11, 22, 33, 44, Optional.of(new GcPauses(3, 1_100)), new Hiccups(11, 2, 9, 11)));
    }

    @Test
    void oneIsLeftAsItIs() {
        ServerSample sample = new ServerSample(new ServerFigures(1, 2, 3, 4, 5, 6, 7), ONE);

        assertThat(JvmFigures.together(List.of(ONE), 8)).isSameAs(ONE);
        assertThat(ServerSample.together(List.of(sample), 8)).isSameAs(sample);
    }

    @Test
    void pausesOfWhichSomeAreNotToldAreNotTold() {
        JvmFigures untold = new JvmFigures(1, 1, 1, 1, 1, Optional.empty(), new Hiccups(0, 0, 0, 0));

        assertThat(JvmFigures.together(List.of(ONE, untold), 1).gcPauses()).isEmpty();
    }

    @Test
    void serversHaveTheSameEventsAndConnectionsOfTheirOwn() {
        ServerSample one = new ServerSample(new ServerFigures(1, 50, 300, 4, 5, 600, 700), ONE);
        ServerSample other = new ServerSample(new ServerFigures(1, 50, 30, 40, 50, 60, 70), OTHER);

        assertThat(ServerSample.together(List.of(one, other), 1))
                .isEqualTo(new ServerSample(
                        new ServerFigures(1, 50, 330, 44, 55, 660, 770), JvmFigures.together(List.of(ONE, OTHER), 1)));
    }

    @Test
    void processesOfWhichOneIsGoneHaveNoSum() {
        Optional<ProcessFigures> one = Optional.of(new ProcessFigures(1, 2, 3, 4));
        Optional<ProcessFigures> other = Optional.of(new ProcessFigures(10, 20, 30, 40));

        assertThat(ProcessFigures.together(List.of(one, other))).contains(new ProcessFigures(11, 22, 33, 44));
        assertThat(ProcessFigures.together(List.of(one, Optional.empty()))).isEmpty();
        assertThat(ProcessFigures.together(List.of())).isEmpty();
    }
}
