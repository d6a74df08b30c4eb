package dev.pushbench.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.client.Conduct.Slow;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConductTest {
    @ParameterizedTest
    @CsvSource({"0, 10, 0", "0.1, 10, 1", "0.25, 10, 3", "0.5, 7, 4", "1, 10, 10"})
    void asManyAreSlowAsTheShareSaysAndNotAllInARow(double share, int users, int expected) {
        Slow slow = new Slow(share, 0);

        assertThat(slow.users(users)).isEqualTo(expected);
        assertThat(IntStream.range(0, users).filter(user -> slow.is(user, users)))
                .hasSize(expected);
        assertThat(IntStream.range(0, users / 2).filter(user -> slow.is(user, users)))
                .as("of the first half")
                .hasSizeBetween(expected / 2 - 1, expected / 2 + 1);
    }

    @Test
    void itsNameTellsWhatIsNotAsUsual() {
        assertThat(Conduct.USUAL.id()).isEmpty();
        assertThat(Conduct.USUAL
                        .withPollsAligned(true)
                        .withPairGap(Duration.ofMillis(20))
                        .id())
                .isEqualTo("-aligned-gap20ms");
        assertThat(Conduct.USUAL.withChurn(2.5).id()).isEqualTo("-churn2.5");
        assertThat(Conduct.USUAL.withSlow(new Slow(0.1, 2_000)).id()).isEqualTo("-slow0.1-2000bps");
    }

    @Test
    void alignedPollersCanBeOfSeveralProcessesAndNothingElseCan() {
        assertThat(Conduct.USUAL.withPollsAligned(true).needsOnePair()).isFalse();
        assertThat(Conduct.USUAL.withPairGap(Duration.ofMillis(1)).needsOnePair())
                .isTrue();
        assertThat(Conduct.USUAL.withChurn(1).needsOnePair()).isTrue();
        assertThat(Conduct.USUAL.withSlow(new Slow(0.5, 0)).needsOnePair()).isTrue();
        assertThat(Conduct.USUAL.withRestart().needsOnePair()).isTrue();
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> new Slow(1.1, 0)).hasMessageContaining("0 to 1, not 1.1");
        assertThatThrownBy(() -> new Slow(-0.1, 0)).hasMessageContaining("0 to 1, not -0.1");
        assertThatThrownBy(() -> new Slow(0.1, -1)).hasMessageContaining("at least 0, not -1");
        assertThatThrownBy(() -> Conduct.USUAL.withChurn(1_001)).hasMessageContaining("1000.0");
        assertThatThrownBy(() -> Conduct.USUAL.withPairGap(Duration.ofMillis(-1)))
                .hasMessageContaining("at least 0");
    }
}
