package dev.pushbench.client.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IntervalRecorderTest {
    private static final long SECOND = 1_000_000_000;
    private static final long START = 7 * SECOND;

    private long arrivals;
    private final IntervalRecorder recorder =
            new IntervalRecorder(() -> new Second.Amounts(arrivals, Traffic.NONE, 2 * arrivals), () -> 5);

    /** Lengths in milliseconds. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // window | windows | intervals
                "1000 | 1 | 1000",
                "2500 | 1 | 1000 1000 500",
                "2500 | 2 | 1000 1000 500 1000 1000 500",
                "300  | 3 | 300 300 300",
                "1    | 1 | 1",
            })
    void intervalsAreAsLongAsTheyAreToBeHoweverLateTheyAreCut(long windowMillis, int windows, String lengths) {
        MeasuredWindows all = windows(windowMillis, windows);
        recorder.schedule(all);

        recorder.pass(all.endNanos() + 123);
        recorder.end(all.endNanos() + 456);

        List<IntervalRecorder.Cut> cuts = cuts();
        IntervalRecorder.Cut drain = cuts.remove(cuts.size() - 1);
        assertThat(cuts)
                .extracting(cut -> Long.toString(cut.lengthNanos() / 1_000_000))
                .containsExactly(lengths.split(" ", -1));
        long offset = 0;
        for (IntervalRecorder.Cut cut : cuts) {
            assertThat(cut.part()).isEqualTo(Second.Part.WINDOW);
            assertThat(cut.offsetNanos()).isEqualTo(offset);
            assertThat(cut.window()).isEqualTo((int) (offset / all.windowNanos()));
            offset += cut.lengthNanos();
        }
        assertThat(offset).isEqualTo(windows * windowMillis * 1_000_000);
        assertThat(drain.part()).isEqualTo(Second.Part.DRAIN);
        assertThat(drain.offsetNanos()).isEqualTo(offset);
        assertThat(drain.lengthNanos()).isEqualTo(456);
    }

    @Test
    void anAmountIsOfTheIntervalInWhichItWasCounted() {
        recorder.schedule(windows(1000, 2));
        arrivals = 100;
        recorder.pass(START - 1);
        recorder.pass(START);
        arrivals += 3;
        recorder.latency().recordValue(30);
        recorder.pass(START + SECOND - 1);
        arrivals += 4;
        recorder.pass(START + SECOND);
        arrivals += 5;
        recorder.latency().recordValue(50);
        recorder.pass(START + 2 * SECOND);
        arrivals += 60;
        recorder.end(START + 2 * SECOND + 9);

        List<IntervalRecorder.Cut> cuts = cuts();
        assertThat(cuts).extracting(cut -> cut.amounts().arrivals()).containsExactly(7L, 5L, 60L);
        assertThat(cuts).extracting(cut -> cut.amounts().opened()).containsExactly(14L, 10L, 120L);
        assertThat(cuts).extracting(cut -> cut.latency().getMaxValue()).containsExactly(30L, 50L, 0L);
        assertThat(cuts).extracting(IntervalRecorder.Cut::open).containsOnly(5L);
    }

    @Test
    void whatAStalledLoopCountsAfterwardsIsOfTheIntervalInWhichItIsRead() {
        recorder.schedule(windows(1000, 3));
        recorder.pass(START);
        recorder.pass(START + 2 * SECOND + 1);
        arrivals += 8;
        recorder.end(START + 3 * SECOND);

        assertThat(cuts()).extracting(cut -> cut.amounts().arrivals()).containsExactly(0L, 0L, 8L, 0L);
    }

    @Test
    void aTrialThatEndsInAWindowHasAPartOfAnInterval() {
        recorder.schedule(windows(1000, 2));
        recorder.pass(START);
        recorder.end(START + SECOND + 250);
        recorder.pass(START + 9 * SECOND);

        assertThat(cuts()).extracting(IntervalRecorder.Cut::lengthNanos).containsExactly(SECOND, 250L);
    }

    @Test
    void aTrialThatEndsBeforeItsWindowsHasNone() {
        recorder.schedule(windows(1000, 2));
        recorder.pass(START - 1);
        recorder.end(START - 1);

        assertThat(cuts()).isEmpty();
        assertThat(recorder.isOpen()).isFalse();
    }

    @Test
    void itIsOpenFromTheFirstWindowToTheLast() {
        assertThat(recorder.isOpen()).isFalse();
        recorder.schedule(windows(1000, 1));
        assertThat(recorder.isOpen()).isFalse();
        recorder.pass(START);
        assertThat(recorder.isOpen()).isTrue();
        recorder.pass(START + SECOND);
        assertThat(recorder.isOpen()).isFalse();
        assertThatThrownBy(() -> recorder.schedule(windows(1000, 1)))
                .hasMessage("windows are scheduled already, from 7000000000 ns on");
    }

    @Test
    void aHistogramThatIsGivenBackIsUsedAgainAndEmpty() {
        recorder.schedule(windows(1000, 3));
        recorder.latency().recordValue(4);
        recorder.pass(START + SECOND);
        IntervalRecorder.Cut first = recorder.next().orElseThrow();
        recorder.recycle(first.latency());
        recorder.pass(START + 2 * SECOND);

        assertThat(recorder.latency()).isSameAs(first.latency());
        assertThat(recorder.latency().getTotalCount()).isZero();
    }

    private static MeasuredWindows windows(long millis, int count) {
        return new MeasuredWindows(START, millis * 1_000_000, count, 0, 10);
    }

    private List<IntervalRecorder.Cut> cuts() {
        List<IntervalRecorder.Cut> cuts = new ArrayList<>();
        for (Optional<IntervalRecorder.Cut> cut = recorder.next(); cut.isPresent(); cut = recorder.next()) {
            cuts.add(cut.get());
        }
        return cuts;
    }
}
