package dev.pushbench.client.measure;

import org.HdrHistogram.Histogram;

/**
 * Handshakes of TLS on the users' connections. Their bytes are in the wire ledger's class of TLS as well.
 *
 * @param time from the TCP connection standing until the handshake was over, in nanoseconds, of each
 * @param bytes both ways
 * @param resumed how many went on with an earlier session
 */
public record TlsHandshakes(Histogram time, long bytes, long resumed) {
    /** Where there is no TLS. */
    public static TlsHandshakes none() {
        return new TlsHandshakes(new Histogram(Meter.SIGNIFICANT_DIGITS), 0, 0);
    }

    public long count() {
        return time.getTotalCount();
    }

    public TlsHandshakes plus(TlsHandshakes other) {
        Histogram both = new Histogram(Meter.SIGNIFICANT_DIGITS);
        both.add(time);
        both.add(other.time);
        return new TlsHandshakes(both, bytes + other.bytes, resumed + other.resumed);
    }
}
