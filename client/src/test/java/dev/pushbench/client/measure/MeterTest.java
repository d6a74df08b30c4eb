package dev.pushbench.client.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.client.measure.Deliveries.Deviations;
import dev.pushbench.protocol.EventFormat;
import dev.pushbench.protocol.EventTail;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every event is due at a thousand times its sequence number, in nanoseconds, and sent 100 ns later. */
final class MeterTest {
    private static final int EVENTS = 200;
    private static final long DUE = 1_000;

    private static final EventTail TAIL = EventTail.of(new byte[] {'x'});

    private final PublishTimes publishTimes = PublishTimes.inMemory(EVENTS);
    private final Meter meter = new Meter(publishTimes, TAIL, 1);

    @Test
    void latencyIsFromDueAndServiceLatencyFromSentOfEventsOfTheWindowOnly() {
        UserLedger user = meter.deliveries().user(0);
        meter.measure(MeasuredWindows.one(2 * DUE, 4 * DUE, 2));
        sent(1, 4);

        deliver(user, 1, DUE + 300);
        deliver(user, 2, 2 * DUE + 400);
        deliver(user, 3, 3 * DUE + 500);
        deliver(user, 3, 3 * DUE + 600);
        deliver(user, 4, 4 * DUE + 700);
        meter.finish(user, 4);

        meter.endIntervals(5 * DUE);
        Histogram latency = latencies();
        assertThat(values(latency)).containsExactly(400L, 500L);
        Latencies all = meter.latencies(latency, new Histogram(Meter.SIGNIFICANT_DIGITS));
        assertThat(values(all.serviceLatency())).containsExactly(300L, 400L);
        assertThat(all.worstUserMeanNanos()).hasValue(450);
        assertThat(meter.eventLatencies())
                .extracting(EventCluster::dueOffsetNanos)
                .containsExactly(0L, DUE);
        assertThat(meter.deliveriesOfAll()).isEqualTo(new Deliveries(4, 2, 0, 1, 0, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3 * DUE + 499, 1_764_500_000_000_000_000L, Long.MAX_VALUE})
    void aDueInstantThatTheServerRewritesChangesNoFigureAndIsCounted(long toldDueNanos) {
        UserLedger user = meter.deliveries().user(0);
        meter.measure(MeasuredWindows.one(2 * DUE, 4 * DUE, 2));
        sent(1, 4);
        for (long seq = 1; seq <= 4; seq++) {
            deliver(user, seq, toldDueNanos, seq * DUE + 100 * seq);
        }
        meter.finish(user, 4);

        meter.endIntervals(5 * DUE);
        Histogram latency = latencies();
        assertThat(values(latency)).containsExactly(200L, 300L);
        assertThat(values(meter.latencies(latency, new Histogram(3)).serviceLatency()))
                .containsExactly(100L, 200L);
        assertThat(meter.deliveriesOfAll())
                .isEqualTo(new Deliveries(4, 2, 0, 0, 0, 0, 0, Deliveries.Excused.NONE, new Deviations(0, 0, 4)));
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 1_000_000, 1L << 31, 1L << 61, 9_000_000_000_000_000_000L, Long.MAX_VALUE})
    void anEventThatWasNeverPublishedLeavesTheLedgersAsTheyAre(long seq) {
        UserLedger user = meter.deliveries().user(0);
        UserLedger slow = meter.slowDeliveries().user(0);
        UserLedger afterARestart = meter.deliveries().user(0);
        meter.measure(MeasuredWindows.one(0, 9 * DUE, 9));
        meter.watchHerd();
        sent(1, 3);
        afterARestart.leaveLog();
        publishTimes.logBegins(2);

        for (UserLedger each : List.of(user, slow, afterARestart)) {
            meter.beginRead(seq);
            ByteBuffer text = ByteBuffer.wrap(EventFormat.event(seq, DUE, new byte[] {'x'}));
            meter.delivered(each, text, 0, true);
            meter.gap(each, ByteBuffer.wrap(EventFormat.gap(seq, 1)), 0);
            meter.gap(each, ByteBuffer.wrap(EventFormat.gap(seq, Long.MAX_VALUE)), 0);
            meter.endRead();
        }

        assertThat(List.of(user.cursor(), slow.cursor(), afterARestart.cursor()))
                .isEqualTo(seq == 4 ? List.of(3L, 3L, 2L) : List.of(0L, 0L, 2L));
        List.of(user, slow, afterARestart).forEach(each -> meter.finish(each, 3));
        Deliveries all = meter.deliveriesOfAll();
        assertThat(all.arrived()).isZero();
        assertThat(all.missing()).isEqualTo(3 * 3);
        assertThat(all.deviations()).isEqualTo(new Deviations(0, seq == 4 ? 3 + 2 : 9, 0));
        assertThat(meter.deliveries().newest()).isZero();
        assertThat(values(meter.latencyOfInterval())).isEmpty();
    }

    @Test
    void aRoomsEventsEndWhereThoseOfTheNextBegin() {
        UserLedger user = meter.deliveries().user(0, new RoomSlots(0, 0, 2));
        sent(1, 5);

        deliver(user, 3, 4 * DUE);

        assertThat(meter.deliveriesOfAll().deviations()).isEqualTo(new Deviations(0, 1, 0));
    }

    @Test
    void theInstantOfSendingIsThatOfTheUsersOwnRoom() {
        UserLedger other = meter.deliveries().user(0, new RoomSlots(1, 50, 50));
        meter.measure(MeasuredWindows.one(0, 9 * DUE, 9));
        publishTimes.publishing(1, DUE, DUE + 900);
        publishTimes.publishing(51, DUE, DUE + 10);

        deliver(other, 1, DUE + 30);

        assertThat(values(meter.latencies(new Histogram(3), new Histogram(3)).serviceLatency()))
                .containsExactly(20L);
    }

    @Test
    void whereNobodyGotAnythingThereIsNoWorstUser() {
        meter.finish(meter.deliveries().user(0), 0);

        assertThat(meter.latencies(new Histogram(3), new Histogram(3)).worstUserMeanNanos())
                .isEmpty();
    }

    @Test
    void theFirstFiftyEventsOfTheWitnessAreKeptFromTheWindowOn() {
        UserLedger other = meter.deliveries().user(0);
        UserLedger witness = meter.deliveries().user(0);
        sent(1, 60);
        meter.measure(MeasuredWindows.one(2 * DUE, 99 * DUE, 97));
        deliver(witness, 1, DUE + 300);
        deliver(other, 2, 2 * DUE + 300);
        deliver(witness, 2, 2 * DUE + 500);
        for (long seq = 4; seq <= 60; seq++) {
            deliver(witness, seq, seq * DUE + 600);
        }

        assertThat(meter.flights())
                .hasSize(50)
                .startsWith(
                        new Flight(2, 0, 100, 500),
                        new Flight(4, 2 * DUE, 2 * DUE + 100, 2 * DUE + 600),
                        new Flight(5, 3 * DUE, 3 * DUE + 100, 3 * DUE + 600));
        assertThat(new Meter(publishTimes, TAIL).flights()).isEmpty();
    }

    @Test
    void whatAServerTakesDownWithItIsLostAndTheTimeUntilTheNextEventIsTold() {
        UserLedger user = meter.deliveries().user(0);
        UserLedger told = meter.deliveries().user(0);
        UserLedger silent = meter.deliveries().user(0);
        sent(1, 4);
        deliver(user, 1, 10);
        meter.life().serverKilled(1_000);
        List.of(user, told, silent).forEach(UserLedger::leaveLog);
        publishTimes.logBegins(3);

        deliver(user, 1, 4 * DUE, 5_000);
        meter.beginRead(6_000);
        meter.gap(told, ByteBuffer.wrap(EventFormat.gap(2, 1)), 0);
        meter.endRead();
        List.of(user, told, silent).forEach(each -> meter.finish(each, 4));

        assertThat(user.cursor()).isEqualTo(4);
        assertThat(silent.isBetweenLogs()).isFalse();
        assertThat(meter.deliveriesOfAll())
                .isEqualTo(
                        new Deliveries(2, 0, 2 + 3 + 1 + 3 + 1, 0, 0, 1, 1, new Deliveries.Excused(2 + 3 + 3, 0, 0)));
        assertThat(values(meter.life().totals().recovery())).containsExactly(4_000L, 5_000L);
    }

    @Test
    void wordOfALogIsNoEventAndEndsNoRecovery() {
        UserLedger user = meter.deliveries().user(0);
        user.leaveLog();
        meter.life().serverKilled(1_000);
        publishTimes.logBegins(3);

        meter.beginLog(user);

        assertThat(user.isBetweenLogs()).isFalse();
        assertThat(user.cursor()).isEqualTo(3);
        assertThat(meter.life().totals().recovery().getTotalCount()).isZero();
    }

    @Test
    void whatSlowUsersMissIsTheirs() {
        UserLedger slow = meter.slowDeliveries().user(0);
        sent(1, 4);

        meter.gap(slow, ByteBuffer.wrap(EventFormat.gap(5, 4)), 0);
        meter.gap(meter.deliveries().user(0), ByteBuffer.wrap(EventFormat.gap(3, 2)), 0);

        assertThat(meter.deliveriesOfAll())
                .isEqualTo(new Deliveries(0, 0, 6, 0, 0, 2, 6, new Deliveries.Excused(0, 0, 4)));
    }

    @Test
    void bytesReadsAndWritesAreCountedAndAWriteWithinAReadIsItsReply() {
        meter.written(ByteClass.HANDSHAKE, 100);
        meter.beginRead(1);
        meter.read(ByteClass.PAYLOAD, 70);
        meter.written(ByteClass.HEAD, 50);
        meter.endRead();
        meter.beginRead(2);
        meter.read(ByteClass.FRAMING, 5);
        meter.endRead();
        meter.written(ByteClass.HEAD, 40);
        meter.unwrapped(90, 75);
        meter.wrapped(33, 30);
        meter.requested();
        meter.requested();
        meter.answeredEmpty();

        assertThat(meter.requests()).isEqualTo(2);
        assertThat(meter.traffic())
                .isEqualTo(new Traffic(
                        new WireBytes(0, 0, 90, 100, 0, 3), new WireBytes(70, 5, 0, 0, 0, 15), 2, 1, 3, 2, 1));
    }

    @Test
    void publicationsAreCountedApartAndTheirBytesWithAllOthers() {
        meter.measure(MeasuredWindows.one(0, 10 * DUE, 10));

        meter.posted(DUE + 7, DUE, 200, 80);
        meter.posted(10 * DUE + 9, 10 * DUE, 200, 80);
        meter.framed(2 * DUE + 8, 2 * DUE, 6, 70);
        meter.readAnswer(ByteClass.HEAD, 60);
        meter.acknowledged(DUE + 7, DUE);
        meter.acknowledged(10 * DUE + 9, 10 * DUE);

        assertThat(meter.said()).isEqualTo(3);
        assertThat(meter.acknowledged()).isEqualTo(2);
        WireBytes up = new WireBytes(230, 6, 400, 0, 0, 0);
        WireBytes down = new WireBytes(0, 0, 60, 0, 0, 0);
        assertThat(meter.traffic()).isEqualTo(new Traffic(up, down, 0, 0, 0, 3, 0, 0, new Upstream(up, down, 3, 2, 2)));
        Histogram others = new Histogram(Meter.SIGNIFICANT_DIGITS);
        others.recordValue(500);
        Latencies latencies = meter.latencies(new Histogram(3), others);
        assertThat(values(latencies.publishDelay())).containsExactly(7L, 8L, 500L);
        assertThat(latencies.acknowledgement().getTotalCount()).isOne();
    }

    @Test
    void anAnswerIsTimedFromItsRequest() {
        meter.measure(MeasuredWindows.one(0, 10 * DUE, 10));
        meter.beginRead(5_000);
        meter.acknowledged(4_100, DUE);

        assertThat(values(meter.latencies(new Histogram(3), new Histogram(3)).acknowledgement()))
                .containsExactly(900L);
    }

    @Test
    void whatIsTimedByTheClockLastsFromTheInstantThatWasGivenUntilNow() {
        long agoNanos = 50_000_000;
        long beganNanos = System.nanoTime() - agoNanos;
        meter.measure(MeasuredWindows.one(beganNanos, beganNanos + 3_600_000_000_000L, 1));
        meter.pass(beganNanos);
        meter.connectedSince(beganNanos);
        meter.rearmed(beganNanos);
        long wholeNanos = System.nanoTime() - beganNanos;

        Latencies latencies = meter.latencies(new Histogram(3), new Histogram(3));
        for (Histogram one : List.of(latencies.connectTime(), latencies.rearmGap())) {
            assertThat(one.getTotalCount()).isOne();
            assertThat(one.highestEquivalentValue(one.getMinValue())).isGreaterThanOrEqualTo(agoNanos);
            assertThat(one.getMaxValue()).isLessThanOrEqualTo(one.highestEquivalentValue(wholeNanos));
        }
    }

    @Test
    void theReadAtHandIsTheLastOneAndTheEndOfAConnectionIsNoRead() {
        meter.beginRead(5_000);
        assertThat(meter.readNanos()).isEqualTo(5_000);
        meter.endRead();
        meter.endOfInput(7_000);

        assertThat(meter.readNanos()).isEqualTo(7_000);
        assertThat(meter.traffic().reads()).isOne();
    }

    @Test
    void handshakesOfTlsAreTimedAndSummedUp() {
        meter.shaken(4_000, 5_100, false);
        meter.shaken(1_000, 600, true);

        TlsHandshakes shaken = meter.tlsHandshakes();

        assertThat(values(shaken.time())).containsExactly(1_000L, 4_000L);
        assertThat(shaken.count()).isEqualTo(2);
        assertThat(shaken.bytes()).isEqualTo(5_700);
        assertThat(shaken.resumed()).isOne();
        TlsHandshakes both = shaken.plus(new TlsHandshakes(shaken.time(), 300, 4));
        assertThat(values(both.time())).containsExactly(1_000L, 1_000L, 4_000L, 4_000L);
        assertThat(both.bytes()).isEqualTo(6_000);
        assertThat(both.resumed()).isEqualTo(5);
        assertThat(TlsHandshakes.none().plus(TlsHandshakes.none()).count()).isZero();
    }

    @Test
    void aDurationBeyondTheRangeIsKeptAtItsEnd() {
        SingleWriterRecorder recorder = Meter.recorder();

        Meter.record(recorder, -1);
        Meter.record(recorder, 3_600_000_000_001L);

        Histogram recorded = recorder.getIntervalHistogram();
        assertThat(recorded.getTotalCount()).isEqualTo(2);
        assertThat(recorded.getMinValue()).isZero();
        assertThat(recorded.getMaxValue()).isEqualTo(recorded.highestEquivalentValue(3_600_000_000_000L));
    }

    @Test
    void herdsAreWatchedOnlyWhereThatWasAskedFor() {
        UserLedger user = meter.deliveries().user(0);
        meter.measure(MeasuredWindows.one(0, System.nanoTime() + 3_600_000_000_000L, 9));
        sent(1, 3);
        deliver(user, 1, DUE + 300);
        meter.requested();
        assertThat(meter.life().totals()).isEqualTo(Life.quiet());

        meter.watchHerd();
        publishTimes.publishing(2, 2 * DUE, System.nanoTime());
        deliver(user, 2, 2 * DUE + 300);
        deliver(meter.deliveries().user(1), 2, 2 * DUE + 300);
        meter.requested();

        assertThat(meter.life().totals().herdRequests().getTotalCount()).isOne();
        assertThat(meter.life().totals().mostRequests()).isOne();
    }

    private Histogram latencies() {
        Histogram all = new Histogram(Meter.SIGNIFICANT_DIGITS);
        for (Optional<IntervalRecorder.Cut> cut = meter.intervals().next();
                cut.isPresent();
                cut = meter.intervals().next()) {
            all.add(cut.get().latency());
        }
        return all;
    }

    private void sent(long first, long last) {
        for (long seq = first; seq <= last; seq++) {
            publishTimes.publishing(seq, seq * DUE, seq * DUE + 100);
        }
    }

    private void deliver(UserLedger user, long seq, long atNanos) {
        deliver(user, seq, seq * DUE, atNanos);
    }

    private void deliver(UserLedger user, long seq, long toldDueNanos, long atNanos) {
        byte[] event = EventFormat.event(seq, toldDueNanos, new byte[] {'x'});
        meter.beginRead(atNanos);
        ByteBuffer text = ByteBuffer.wrap(event);
        meter.delivered(user, text, 0, TAIL.endsEvent(text, 0, event.length));
        meter.endRead();
    }

    /** Of small numbers, which a histogram keeps exactly; in rising order. */
    private static List<Long> values(Histogram histogram) {
        List<Long> values = new ArrayList<>();
        histogram.recordedValues().forEach(step -> {
            for (long i = 0; i < step.getCountAtValueIteratedTo(); i++) {
                values.add(histogram.lowestEquivalentValue(step.getValueIteratedTo()));
            }
        });
        return values;
    }
}
