package dev.pushbench.bench.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DesignWaitTest {
    @ParameterizedTest
    @CsvSource({"1000, 1, 2000, 0, 2000", "1000, 50, 1020, 480, 40", "1000, 1000, 1001, 499, 2"})
    void pollersWaitForTheirNextPoll(long interval, int instants, long max, long minMedian, long spread) {
        assertThat(DesignWait.polling(interval, instants)).isEqualTo(new DesignWait(max, minMedian, spread));
    }

    @Test
    void whatAllWaitForDoesNotMakeEventsDiffer() {
        assertThat(DesignWait.NONE.plus(40)).isEqualTo(new DesignWait(40, 0, 0));
        assertThat(DesignWait.NONE.plus(40).plusUpTo(20)).isEqualTo(new DesignWait(60, 0, 20));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1000, 0"})
    void thereIsNoPollingWithoutIntervalOrPolls(long interval, int instants) {
        assertThatThrownBy(() -> DesignWait.polling(interval, instants))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not an interval with polls: " + interval + " ns, " + instants + " instants");
    }
}
