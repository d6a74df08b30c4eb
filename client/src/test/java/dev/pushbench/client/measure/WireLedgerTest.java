package dev.pushbench.client.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class WireLedgerTest {
    @Test
    void totalIsTheSumOfTheClasses() {
        WireLedger ledger = new WireLedger();
        long expected = 0;
        for (ByteClass byteClass : ByteClass.values()) {
            long bytes = 10L + byteClass.name().length();
            ledger.add(byteClass, bytes);
            ledger.add(byteClass, 1);
            expected += bytes + 1;
            assertThat(ledger.bytes(byteClass)).isEqualTo(bytes + 1);
        }

        assertThat(ledger.total()).isEqualTo(expected);
    }

    @Test
    void whatItHandsOutIsEachClassAsItWasThen() {
        WireLedger ledger = new WireLedger();
        long bytes = 1;
        for (ByteClass byteClass : ByteClass.values()) {
            ledger.add(byteClass, bytes);
            bytes *= 10;
        }

        WireBytes then = ledger.bytes();
        ledger.add(ByteClass.PAYLOAD, 5);

        assertThat(then).isEqualTo(new WireBytes(1, 10, 100, 1_000, 10_000, 100_000));
        assertThat(then.total()).isEqualTo(111_111);
        assertThat(ledger).hasToString("PAYLOAD=6 FRAMING=10 HEAD=100 HANDSHAKE=1000 CONTROL=10000 TLS=100000");
    }

    @Test
    void ledgersAreMergedClassByClass() {
        WireBytes one = new WireBytes(3, 0, 0, 1, 0, 4);
        WireBytes other = new WireBytes(10, 20, 30, 40, 50, 60);

        assertThat(one.plus(other)).isEqualTo(new WireBytes(13, 20, 30, 41, 50, 64));
        assertThat(one.plus(other).total()).isEqualTo(one.total() + other.total());
    }

    @Test
    void noBytesAreCountedToo() {
        WireLedger ledger = new WireLedger();
        ledger.add(ByteClass.HEAD, 0);
        assertThat(ledger.total()).isZero();
    }

    @Test
    void bytesAreNotTakenBack() {
        assertThatThrownBy(() -> new WireLedger().add(ByteClass.HEAD, -1))
                .hasMessage("bytes must be at least 0, not -1");
    }
}
