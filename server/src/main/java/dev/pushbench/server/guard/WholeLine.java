package dev.pushbench.server.guard;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Recognizes whole lines of a head that need no byte-by-byte parsing: {@code GET /target HTTP/1.1}, and fields that say nothing about
 * where the request ends. It recognizes a line only if {@link RequestScanner} accepts each of its bytes; it leaves all others to the
 * scanner, whether they are valid or not. Each method returns the index behind the line's CR LF, or {@code from} if it does not
 * recognize a line in {@code [from, to)}.
 */
final class WholeLine {
    private static final long GET_SLASH = eight("GET /\0\0\0") >>> 24;
    private static final long HTTP_1_1 = eight("HTTP/1.1");
    private static final int LINE_END_BYTES = 2;

    private WholeLine() {}

    static int get(ByteBuffer in, int from, int to, int maxTargetBytes) {
        if (to - from < Long.BYTES || OctetRun.eight(in, from) >>> 24 != GET_SLASH) {
            return from;
        }
        int target = from + "GET ".length();
        int version = OctetRun.visibleEnd(in, target, to) + 1;
        int end = version + Long.BYTES + LINE_END_BYTES;
        boolean isWhole = version - 1 - target <= maxTargetBytes
                && end <= to
                && in.get(version - 1) == ' '
                && OctetRun.eight(in, version) == HTTP_1_1
                && endsLine(in, end);
        return isWhole ? end : from;
    }

    static int field(ByteBuffer in, int from, int to) {
        int colon = OctetRun.tokenEnd(in, from, to);
        if (colon == from || colon == to || in.get(colon) != ':') {
            return from;
        }
        if (RequestScanner.mayBeOfInterest(in.get(from), colon - from)) {
            return from;
        }
        int end = OctetRun.textEnd(in, colon + 1, to) + LINE_END_BYTES;
        return end <= to && endsLine(in, end) ? end : from;
    }

    private static boolean endsLine(ByteBuffer in, int end) {
        return in.get(end - 2) == '\r' && in.get(end - 1) == '\n';
    }

    private static long eight(String ascii) {
        return OctetRun.eight(ByteBuffer.wrap(ascii.getBytes(StandardCharsets.US_ASCII)), 0);
    }
}
