package dev.pushbench.client.measure;

/** Bytes of one direction, by class, at an instant: a {@link WireLedger} that no longer changes. */
public record WireBytes(long payload, long framing, long head, long handshake, long control, long tls) {
    public static final WireBytes NONE = new WireBytes(0, 0, 0, 0, 0, 0);

    static WireBytes of(WireLedger ledger) {
        return new WireBytes(
                ledger.bytes(ByteClass.PAYLOAD),
                ledger.bytes(ByteClass.FRAMING),
                ledger.bytes(ByteClass.HEAD),
                ledger.bytes(ByteClass.HANDSHAKE),
                ledger.bytes(ByteClass.CONTROL),
                ledger.bytes(ByteClass.TLS));
    }

    public WireBytes plus(WireBytes other) {
        return new WireBytes(
                payload + other.payload,
                framing + other.framing,
                head + other.head,
                handshake + other.handshake,
                control + other.control,
                tls + other.tls);
    }

    WireBytes minus(WireBytes other) {
        return new WireBytes(
                payload - other.payload,
                framing - other.framing,
                head - other.head,
                handshake - other.handshake,
                control - other.control,
                tls - other.tls);
    }

    /** What the sockets carried. */
    public long total() {
        return payload + framing + head + handshake + control + tls;
    }
}
