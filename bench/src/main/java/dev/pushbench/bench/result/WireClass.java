package dev.pushbench.bench.result;

import dev.pushbench.client.measure.WireBytes;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * A class of bytes as results name it.
 *
 * @param id as in the names of columns
 * @param bytes of this class
 */
record WireClass(String id, ToLongFunction<WireBytes> bytes) {
    /** Every byte is of exactly one of them. */
    static final List<WireClass> ALL = List.of(
            new WireClass("payload", WireBytes::payload),
            new WireClass("framing", WireBytes::framing),
            new WireClass("head", WireBytes::head),
            new WireClass("control", WireBytes::control),
            new WireClass("tls", WireBytes::tls),
            new WireClass("handshake", WireBytes::handshake));

    long of(WireBytes all) {
        return bytes.applyAsLong(all);
    }
}
