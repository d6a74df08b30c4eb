package dev.pushbench.bench.check;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The bytes that TCP carried to and from a port, in a capture of an Ethernet-like interface (pcap, as tcpdump writes it by
 * default).
 *
 * <p>Counted by sequence numbers, of which each byte has one however often it was sent: what counts is how far the last segment of
 * a flow reaches beyond its SYN (RFC 9293, section 3.4).
 */
record CapturedPayload(long toPort, long fromPort) {
    private static final int FILE_HEADER_BYTES = 24;
    private static final int RECORD_HEADER_BYTES = 16;
    private static final int MAGIC_MICROS = 0xA1B2C3D4;
    private static final int ETHERNET = 1;
    private static final int ETHERNET_HEADER_BYTES = 14;
    private static final int ETHERTYPE_IPV4 = 0x0800;
    private static final int SYN = 0x02;

    private record Flow(int sourcePort, int destinationPort) {}

    /** What is there so far; a record that is still being written is left out. */
    static CapturedPayload in(Path file, int port) throws IOException {
        ByteBuffer capture = ByteBuffer.wrap(Files.readAllBytes(file));
        Map<Flow, Integer> firstSeq = new HashMap<>();
        Map<Flow, Long> bytes = new HashMap<>();
        if (capture.remaining() < FILE_HEADER_BYTES) {
            return new CapturedPayload(0, 0);
        }
        capture.order(capture.getInt(0) == MAGIC_MICROS ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        if (capture.getInt(0) != MAGIC_MICROS || capture.getInt(20) != ETHERNET) {
            throw new IOException("not a capture in microseconds of an Ethernet: " + file);
        }
        int at = FILE_HEADER_BYTES;
        while (at + RECORD_HEADER_BYTES <= capture.limit()) {
            int length = capture.getInt(at + 8);
            at += RECORD_HEADER_BYTES;
            if (at + length > capture.limit()) {
                break;
            }
            segment(capture.slice(at, length).order(ByteOrder.BIG_ENDIAN), firstSeq, bytes);
            at += length;
        }
        return new CapturedPayload(
                sum(bytes, flow -> flow.destinationPort() == port), sum(bytes, flow -> flow.sourcePort() == port));
    }

    private static void segment(ByteBuffer packet, Map<Flow, Integer> firstSeq, Map<Flow, Long> bytes) {
        if (packet.getShort(ETHERNET_HEADER_BYTES - 2) != ETHERTYPE_IPV4) {
            return;
        }
        int ip = ETHERNET_HEADER_BYTES;
        int tcp = ip + 4 * (packet.get(ip) & 0x0F);
        int payloadBytes = (packet.getShort(ip + 2) & 0xFFFF) - (tcp - ip) - 4 * (packet.get(tcp + 12) >> 4 & 0x0F);
        Flow flow = new Flow(packet.getShort(tcp) & 0xFFFF, packet.getShort(tcp + 2) & 0xFFFF);
        int seq = packet.getInt(tcp + 4);
        if ((packet.get(tcp + 13) & SYN) != 0) {
            firstSeq.put(flow, seq + 1);
            bytes.put(flow, 0L);
        } else if (payloadBytes > 0) {
            Integer first = firstSeq.get(flow);
            if (first == null) {
                throw new IllegalStateException("a flow without its SYN: " + flow);
            }
            bytes.merge(flow, Integer.toUnsignedLong(seq - first) + payloadBytes, Math::max);
        }
    }

    private static long sum(Map<Flow, Long> bytes, Predicate<Flow> direction) {
        return bytes.entrySet().stream()
                .filter(entry -> direction.test(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
