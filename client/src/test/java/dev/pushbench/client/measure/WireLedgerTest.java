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
    void ledgersAreMergedClassByClass() {
        WireLedger one = new WireLedger();
        one.add(ByteClass.PAYLOAD, 3);
        one.add(ByteClass.TLS, 4);
        WireLedger sum = new WireLedger();
        sum.add(ByteClass.PAYLOAD, 10);

        one.addTo(sum);

        assertThat(sum).hasToString("PAYLOAD=13 FRAMING=0 HEAD=0 HANDSHAKE=0 CONTROL=0 TLS=4");
        assertThat(one).hasToString("PAYLOAD=3 FRAMING=0 HEAD=0 HANDSHAKE=0 CONTROL=0 TLS=4");
    }

    @Test
    void bytesAreNotTakenBack() {
        assertThatThrownBy(() -> new WireLedger().add(ByteClass.HEAD, -1))
                .hasMessage("bytes must be at least 0, not -1");
    }
}
