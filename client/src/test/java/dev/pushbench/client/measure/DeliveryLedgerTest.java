package dev.pushbench.client.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every event is due at ten times its sequence number, in nanoseconds; the window holds 4 to 8. */
final class DeliveryLedgerTest {
    private final DeliveryLedger ledger = new DeliveryLedger();

    @Test
    void whatAUserHadNotReadOfALogThatIsGoneIsLostAndTheNextOneGoesOnBehindIt() {
        UserLedger user = ledger.user(0);
        user.received(1, 10);
        user.received(2, 20);

        user.leaveLog();
        assertThat(user.isBetweenLogs()).isTrue();
        assertThat(user.cursorInLog()).isZero();
        user.enterLog(5);
        assertThat(user.number(1)).isEqualTo(6);
        user.received(user.number(1), 60);
        user.received(user.number(3), 80);
        user.finish(9);

        assertThat(user.cursorInLog()).isEqualTo(4);
        assertThat(ledger.totals()).isEqualTo(new Deliveries(4, 0, 3 + 2, 0, 0, 0, 0, new Deliveries.Excused(3, 0, 0)));
        assertThat(ledger.excused()).isEqualTo(3);
    }

    @Test
    void aUserThatLeavesIsOwedNothingMoreAndWhatNobodySawIsNobodys() {
        UserLedger other = ledger.user(0);
        UserLedger leaving = ledger.user(0);
        for (long seq = 1; seq <= 6; seq++) {
            other.received(seq, 10 * seq);
            if (seq == 3) {
                ledger.measure(new MeasuredWindows(40, 50, 1, 3, 5));
            }
        }
        leaving.received(1, 10);
        leaving.received(2, 20);

        leaving.leave();
        UserLedger next = ledger.user(ledger.newest());
        leaving.received(3, 30);
        leaving.received(4, 40);
        leaving.left();
        leaving.finish(8);
        next.received(7, 70);
        next.received(8, 80);
        next.finish(8);
        other.received(7, 70);
        other.received(8, 80);
        other.finish(8);

        assertThat(ledger.totals())
                .isEqualTo(new Deliveries(14, 5 + 1 + 2, 0, 0, 0, 0, 0, new Deliveries.Excused(0, 2, 0)));
        assertThat(ledger.arrivals() + ledger.excused())
                .as("two places, 8 events")
                .isEqualTo(16);
    }

    @Test
    void usersAreNumberedInTheOrderInWhichTheyAreMade() {
        assertThat(List.of(ledger.user(0), ledger.user(7), ledger.user(0)))
                .extracting(UserLedger::number)
                .containsExactly(0, 1, 2);
    }

    /**
     * The script: a number is an arrival, {@code g5/3} a notice that 5 is the first retained and 3 were missed,
     * {@code f9} finishes at 9.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // after | script          | measured  | arrived delivered missing duplicate outOfOrder notices
                // missedByGap | cursor
                "0 | 1 2 3 4 5 6 7 8 9     | 4 5 6 7 8 | 9 5 0 0 0 0 0 | 9",
                "3 | 4 5                   | 4 5       | 2 2 0 0 0 0 0 | 5",
                "3 | f3                    | -         | 0 0 0 0 0 0 0 | 3",
                "3 | f5                    | -         | 0 0 2 0 0 0 0 | 5",
                "3 | f5 f5                 | -         | 0 0 2 0 0 0 0 | 5",
                "3 | 4 5 f5                | 4 5       | 2 2 0 0 0 0 0 | 5",
                "3 | 5 4                   | 5 4       | 2 2 0 0 1 0 0 | 5",
                "3 | 7 5 4 6               | 7 5 4 6   | 4 4 0 0 3 0 0 | 7",
                "3 | 8 6 f8                | 8 6       | 2 2 3 0 1 0 0 | 8",
                "3 | 8 6 6 5               | 8 6 5     | 3 3 2 1 2 0 0 | 8",
                "3 | 4 4 5 4               | 4 5       | 2 2 0 2 0 0 0 | 5",
                "3 | 3 2 4                 | 4         | 1 1 0 2 0 0 0 | 4",
                "0 | 2 1 1                 | -         | 2 0 0 1 1 0 0 | 2",
                "0 | g5/4 5 6              | 5 6       | 2 2 4 0 0 1 4 | 6",
                "0 | g5/4                  | -         | 0 0 4 0 0 1 4 | 4",
                "0 | g5/4 4 4              | 4         | 1 1 3 1 1 1 3 | 4",
                "0 | 1 g5/3 5 f6           | 5         | 2 1 4 0 0 1 3 | 6",
                "0 | 1 g5/1 5              | 5         | 2 1 3 0 0 1 1 | 5",
                "0 | 1 g5/1 2 4            | 4         | 3 1 1 0 2 1 0 | 4",
                "0 | 1 g5/99 5             | 5         | 2 1 3 0 0 1 3 | 5",
                "0 | 1 g5/0 5              | 5         | 2 1 3 0 0 1 0 | 5",
                "0 | 1 2 3 g2/1 4          | 4         | 4 1 0 0 0 1 0 | 4",
                "0 | g3/2 g6/3 7           | 7         | 1 1 6 0 0 2 5 | 7",
                "0 | 3 g6/2 1 5 8          | 5 8       | 4 2 4 0 2 1 1 | 8",
            })
    void countsWhatArrives(long after, String script, String measured, String totals, long cursor) {
        ledger.measure(MeasuredWindows.one(40, 90, 1));
        UserLedger user = ledger.user(after);

        List<String> measuredSeqs = play(user, script);

        assertThat(measuredSeqs).isEqualTo(measured == null ? List.of() : List.of(measured.split(" ", -1)));
        assertThat(ledger.totals()).isEqualTo(deliveries(totals));
        assertThat(ledger.delivered()).isEqualTo(measuredSeqs.size());
        assertThat(user.cursor()).isEqualTo(cursor);
    }

    @Test
    void firstArrivalsAreCountedWithTheWarmUp() {
        ledger.measure(MeasuredWindows.one(40, 90, 1));
        play(ledger.user(0), "1 2 2 4 3 9 10");

        assertThat(ledger.arrivals()).isEqualTo(6);
        assertThat(ledger.delivered()).isEqualTo(1);
    }

    @Test
    void nothingIsMeasuredBeforeThereIsAWindow() {
        UserLedger user = ledger.user(0);

        assertThat(user.received(1, 0)).isEqualTo(UserLedger.Arrival.UNMEASURED);
        assertThat(user.received(2, Long.MAX_VALUE)).isEqualTo(UserLedger.Arrival.UNMEASURED);
        assertThat(ledger.arrivals()).isEqualTo(2);

        ledger.measure(MeasuredWindows.one(0, Long.MAX_VALUE, 1));
        assertThat(user.received(3, 0)).isEqualTo(UserLedger.Arrival.MEASURED);
        assertThat(user.received(4, Long.MAX_VALUE)).isEqualTo(UserLedger.Arrival.UNMEASURED);
    }

    @Test
    void usersOfALoopAreCountedTogetherButReadOnTheirOwn() {
        ledger.measure(MeasuredWindows.one(0, 1000, 1));
        UserLedger one = ledger.user(0);
        UserLedger other = ledger.user(0);
        play(one, "1 2 3");
        play(other, "3 1");

        assertThat(one.cursor()).isEqualTo(3);
        assertThat(ledger.totals()).isEqualTo(deliveries("5 5 1 0 1 0 0"));
    }

    /** Of a user that was still on its way out at the end, what came is counted, and what did not come is not missing. */
    @Test
    void whoIsStillGoingAtTheEndIsGoneByThen() {
        ledger.measure(MeasuredWindows.one(0, 1_000, 1));
        UserLedger other = ledger.user(0);
        UserLedger leaving = ledger.user(0);
        other.received(1, 10);
        other.received(2, 20);
        leaving.received(1, 10);
        leaving.took(700);

        leaving.leave();
        leaving.finish(9);

        assertThat(ledger.totals()).isEqualTo(new Deliveries(3, 3, 0, 0, 0, 0, 0, new Deliveries.Excused(0, 1, 0)));
        assertThat(ledger.worstUserMeanNanos()).isEqualTo(700);
    }

    @Test
    void deliveriesOfSeveralLoopsAreAddedUp() {
        Deliveries one = new Deliveries(1, 2, 3, 4, 5, 6, 7, new Deliveries.Excused(8, 9, 10));
        Deliveries other = new Deliveries(10, 20, 30, 40, 50, 60, 70, new Deliveries.Excused(80, 90, 100));

        assertThat(one.plus(other))
                .isEqualTo(new Deliveries(11, 22, 33, 44, 55, 66, 77, new Deliveries.Excused(88, 99, 110)));
        assertThat(one.plus(Deliveries.NONE)).isEqualTo(one);
    }

    @Test
    void theWorstOffUserIsTheOneWithTheLargestMean() {
        UserLedger one = ledger.user(0);
        UserLedger other = ledger.user(0);
        one.took(100);
        one.took(301);
        other.took(150);

        assertThat(ledger.worstUserMeanNanos()).isZero();
        one.finish(0);
        other.finish(0);
        ledger.user(0).finish(0);

        assertThat(ledger.worstUserMeanNanos()).isEqualTo(200);
    }

    @Test
    void aHugeSkipTakesNoTimeAndNoMemory() {
        ledger.measure(MeasuredWindows.one(0, 1, 1));
        UserLedger user = ledger.user(0);
        user.received(Long.MAX_VALUE - 1, 5);
        user.received(1L << 40, 5);

        assertThat(ledger.totals().missing()).isEqualTo(Long.MAX_VALUE - 3);
        assertThat(ledger.totals().outOfOrder()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithAUserThatKeepsEverything(long seed) {
        Random random = new Random(seed);
        ledger.measure(MeasuredWindows.one(300, 2000, 1));
        UserLedger user = ledger.user(0);
        TreeSet<Long> got = new TreeSet<>();
        long highest = 0;
        long duplicates = 0;
        long late = 0;
        long delivered = 0;
        for (int i = 0; i < 2_000; i++) {
            long seq = 1L + random.nextInt(i / 8 + 5);
            boolean first = got.add(seq);
            duplicates += first ? 0 : 1;
            late += first && seq < highest ? 1 : 0;
            boolean counts = first && seq * 10 >= 300 && seq * 10 < 2000;
            delivered += counts ? 1 : 0;
            highest = Math.max(highest, seq);

            assertThat(user.received(seq, seq * 10))
                    .as("seed %d, step %d", seed, i)
                    .isEqualTo(
                            counts
                                    ? UserLedger.Arrival.MEASURED
                                    : first ? UserLedger.Arrival.UNMEASURED : UserLedger.Arrival.REPEATED);
            assertThat(ledger.totals())
                    .as("seed %d, step %d", seed, i)
                    .isEqualTo(new Deliveries(got.size(), delivered, highest - got.size(), duplicates, late, 0, 0));
        }
        user.finish(highest + 3);
        assertThat(ledger.totals().missing()).isEqualTo(highest + 3 - got.size());
        assertThat(ledger.arrivals()).isEqualTo(got.size());
    }

    @Test
    void whatCannotBeIsRefused() {
        UserLedger user = ledger.user(3);

        assertThatThrownBy(() -> ledger.user(-1)).hasMessage("cursor must be at least 0, not -1");
        assertThatThrownBy(() -> user.received(0, 1)).hasMessage("sequence numbers count from 1: 0");
        assertThatThrownBy(() -> user.gap(0, 1)).hasMessage("not a gap: first retained 0, missed 1");
        assertThatThrownBy(() -> user.gap(1, -1)).hasMessage("not a gap: first retained 1, missed -1");
        assertThatThrownBy(() -> MeasuredWindows.one(5, 4, 1)).hasMessageContaining("1 of -1 ns");
        assertThat(ledger.totals()).isEqualTo(Deliveries.NONE);
    }

    @Test
    @Timeout(60)
    void whoeverAwaitsAnArrivalIsUnparkedByIt() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        Thread waiting = new Thread(() -> {
            ledger.unparkAt(2);
            asked.countDown();
            while (ledger.arrivals() < 2) {
                LockSupport.park(); // for ever, unless it is unparked
            }
        });
        waiting.setDaemon(true);
        waiting.start();
        asked.await();
        play(ledger.user(0), "1");
        play(ledger.user(0), "1");

        waiting.join();
        assertThat(ledger.arrivals()).isEqualTo(2);
    }

    /** Returns the arrivals that were to be measured. */
    private static List<String> play(UserLedger user, String script) {
        List<String> measured = new ArrayList<>();
        for (String step : script.split(" ", -1)) {
            if (step.startsWith("g")) {
                int slash = step.indexOf('/');
                user.gap(Long.parseLong(step.substring(1, slash)), Long.parseLong(step.substring(slash + 1)));
            } else if (step.startsWith("f")) {
                user.finish(Long.parseLong(step.substring(1)));
            } else if (user.received(Long.parseLong(step), Long.parseLong(step) * 10) == UserLedger.Arrival.MEASURED) {
                measured.add(step);
            }
        }
        return measured;
    }

    private static Deliveries deliveries(String numbers) {
        String[] number = numbers.split(" ", -1);
        return new Deliveries(
                Long.parseLong(number[0]),
                Long.parseLong(number[1]),
                Long.parseLong(number[2]),
                Long.parseLong(number[3]),
                Long.parseLong(number[4]),
                Long.parseLong(number[5]),
                Long.parseLong(number[6]));
    }
}
