package dev.pushbench.bench.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AllocatedBytesTest {
    private final AllocatedBytes allocated = new AllocatedBytes();

    @Test
    void theSumIsThatOfAllThreads() {
        assertThat(sum(new long[] {1, 2}, new long[] {100, 20})).isEqualTo(120);
        assertThat(sum(new long[] {1, 2, 3}, new long[] {150, 20, 5})).isEqualTo(175);
    }

    @Test
    void whatAnEndedThreadAllocatedStaysInTheSum() {
        sum(new long[] {1, 2}, new long[] {100, 20});

        assertThat(sum(new long[] {1}, new long[] {101})).isEqualTo(121);
        assertThat(sum(new long[] {1}, new long[] {101})).isEqualTo(121);
        assertThat(sum(new long[] {}, new long[] {})).isEqualTo(121);
    }

    @Test
    void aThreadThatEndsWhileItIsAskedCountsAsLastSeen() {
        assertThat(sum(new long[] {1, 2}, new long[] {100, -1})).isEqualTo(100);
        assertThat(sum(new long[] {1, 2}, new long[] {-1, -1})).isEqualTo(100);
        assertThat(sum(new long[] {2}, new long[] {7})).isEqualTo(107);
    }

    private long sum(long[] ids, long[] bytes) {
        return allocated.sum(ids, bytes);
    }
}
