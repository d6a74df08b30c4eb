package dev.pushbench.client.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

final class LifeLedgerTest {
    private static final long HERD = LifeLedger.HERD_NANOS;
    private static final long BEGIN = 10 * HERD;

    private final LifeLedger ledger = new LifeLedger();

    @Test
    void requestsAreCountedForTheEventThatTheyFollow() {
        ledger.measure(windows(0));
        ledger.requested(BEGIN - 1);
        ledger.eventCame(1, BEGIN);
        ledger.requested(BEGIN + 1);
        ledger.requested(BEGIN + HERD);
        ledger.requested(BEGIN + HERD + 1);
        ledger.eventCame(2, BEGIN + 3 * HERD);
        ledger.eventCame(3, BEGIN + 6 * HERD);
        ledger.requested(BEGIN + 6 * HERD + 5);

        assertThat(counts(ledger.totals().herdRequests())).isEqualTo(Map.of(2L, 1L, 0L, 1L, 1L, 1L));
        assertThat(counts(ledger.totals().herdRequests()))
                .as("asked again, nothing has ended since")
                .isEqualTo(Map.of(2L, 1L, 0L, 1L, 1L, 1L));
    }

    @Test
    void beforeTheWindowNothingIsCounted() {
        ledger.eventCame(1, BEGIN);
        ledger.requested(BEGIN + 1);

        assertThat(ledger.totals()).isEqualTo(Life.quiet());
    }

    @Test
    void ofTheLeadInAndTheDrainNothingIsCounted() {
        ledger.measure(new MeasuredWindows(BEGIN, 10 * HERD, 1, 2, 1));

        ledger.eventCame(2, BEGIN - HERD);
        ledger.requested(BEGIN - 1);
        ledger.eventCame(4, BEGIN + 10 * HERD);
        ledger.requested(BEGIN + 10 * HERD);

        assertThat(ledger.totals()).isEqualTo(Life.quiet());
    }

    @Test
    void theMostRequestsAreOfOneTenthOfASecond() {
        ledger.measure(windows(0));
        ledger.requested(BEGIN);
        ledger.requested(BEGIN + HERD - 1);
        ledger.requested(BEGIN + HERD);
        ledger.requested(BEGIN + HERD + 1);
        ledger.requested(BEGIN + HERD + 2);
        ledger.requested(BEGIN + 2 * HERD);

        assertThat(ledger.totals().mostRequests()).isEqualTo(3);
    }

    @Test
    void ofEventsInPairsTheSecondBeginsNoHerdAndItsLatencyIsKept() {
        ledger.eventsComeInPairs();
        ledger.measure(windows(3));
        ledger.eventCame(4, BEGIN);
        ledger.took(4, 70);
        ledger.requested(BEGIN + 1);
        ledger.eventCame(5, BEGIN + 10);
        ledger.took(5, 80);
        ledger.requested(BEGIN + 11);

        Life life = ledger.totals();
        assertThat(counts(life.herdRequests())).isEqualTo(Map.of(2L, 1L));
        assertThat(counts(life.nextLatency())).isEqualTo(Map.of(80L, 1L));
    }

    @Test
    void ofSingleEventsNoneIsTheNext() {
        ledger.measure(windows(0));
        ledger.took(2, 80);

        assertThat(ledger.totals().nextLatency().getTotalCount()).isZero();
    }

    @Test
    void comingsAndGoingsAreCounted() {
        ledger.joined(50);
        ledger.joined(-1);
        ledger.left();
        ledger.left();

        Life life = ledger.totals();
        assertThat(counts(life.joinTime())).isEqualTo(Map.of(0L, 1L, 50L, 1L));
        assertThat(life.left()).isEqualTo(2);
    }

    @Test
    void recoveryIsFromTheServersEndAndOfNothingWhereItNeverEnded() {
        ledger.receivesAgain(70);
        assertThat(ledger.totals().recovery().getTotalCount()).isZero();

        ledger.serverKilled(100);
        ledger.receivesAgain(170);

        assertThat(counts(ledger.totals().recovery())).isEqualTo(Map.of(70L, 1L));
    }

    @Test
    void livesOfTwoProcessesAreAddedAndTheirMostIsTheLarger() {
        ledger.measure(windows(0));
        ledger.requested(BEGIN);
        ledger.requested(BEGIN);
        ledger.left();
        ledger.joined(1);
        ledger.eventCame(1, BEGIN);
        LifeLedger second = new LifeLedger();
        second.eventsComeInPairs();
        second.measure(windows(0));
        second.requested(BEGIN);
        second.left();
        second.took(2, 4);
        second.serverKilled(1);
        second.receivesAgain(4);

        Life both = ledger.totals().plus(second.totals());

        assertThat(both.mostRequests()).isEqualTo(2);
        assertThat(both.left()).isEqualTo(2);
        assertThat(counts(both.herdRequests())).isEqualTo(Map.of(0L, 1L));
        assertThat(counts(both.joinTime())).isEqualTo(Map.of(1L, 1L));
        assertThat(counts(both.nextLatency())).isEqualTo(Map.of(4L, 1L));
        assertThat(counts(both.recovery())).isEqualTo(Map.of(3L, 1L));
        assertThat(second.totals().plus(ledger.totals())).isEqualTo(both);
    }

    /** From an instant before all of a test on. */
    private static MeasuredWindows windows(long eventsBefore) {
        return new MeasuredWindows(0, 100 * BEGIN, 1, eventsBefore, 10);
    }

    /** How often each value was recorded, of values so small that a histogram keeps them exactly. */
    private static Map<Long, Long> counts(Histogram histogram) {
        Map<Long, Long> counts = new TreeMap<>();
        histogram
                .recordedValues()
                .forEach(step -> counts.put(step.getValueIteratedTo(), step.getCountAtValueIteratedTo()));
        return counts;
    }
}
