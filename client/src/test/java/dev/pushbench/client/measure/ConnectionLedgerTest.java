package dev.pushbench.client.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ConnectionLedgerTest {
    private final ConnectionLedger ledger = new ConnectionLedger();

    @Test
    void whatWasOpenAtOnceAtMostIsThePeak() {
        ledger.opened(false);
        ledger.opened(false);
        ledger.closedByUser();
        ledger.closedByServer();
        ledger.opened(true);
        ledger.failed();

        assertThat(ledger.counts()).isEqualTo(new ConnectionCounts(3, 2, 1, 1, 1, 1));
        assertThat(ledger.counts().open()).isOne();
        ledger.opened(true);
        ledger.opened(false);
        assertThat(ledger.counts()).isEqualTo(new ConnectionCounts(5, 3, 1, 1, 1, 2));
    }

    @Test
    void aPauseIsCountedWhenItBeginsAndItsLengthWhenItEnds() {
        ledger.backoffBegins();
        ledger.backoffBegins();
        ledger.backoffEnds(100);
        assertThat(ledger.counts()).isEqualTo(new ConnectionCounts(0, 0, 0, 0, 0, 0, 2, 100));
        ledger.backoffEnds(7);
        assertThat(ledger.counts()).isEqualTo(new ConnectionCounts(0, 0, 0, 0, 0, 0, 2, 107));
    }

    @Test
    void countsOfTwoLoopsAreAddedFigureByFigure() {
        ConnectionCounts one = new ConnectionCounts(1, 2, 3, 4, 5, 6, 7, 8);

        assertThat(one.plus(new ConnectionCounts(10, 20, 30, 40, 50, 60, 70, 80)))
                .isEqualTo(new ConnectionCounts(11, 22, 33, 44, 55, 66, 77, 88));
        assertThat(one.plus(ConnectionCounts.NONE)).isEqualTo(one);
    }
}
