package dev.pushbench.client.user;

import dev.pushbench.client.measure.Meter;
import dev.pushbench.client.tls.TlsWatcher;

/** Puts what TLS adds on a loop's connections into the loop's meter. */
public record MeteredTls(Meter meter) implements TlsWatcher {
    @Override
    public void read(long cipherBytes, long plainBytes) {
        meter.unwrapped(cipherBytes, plainBytes);
    }

    @Override
    public void written(long cipherBytes, long plainBytes) {
        meter.wrapped(cipherBytes, plainBytes);
    }

    @Override
    public void shaken(long nanos, long bytes, boolean resumed) {
        meter.shaken(nanos, bytes, resumed);
    }
}
