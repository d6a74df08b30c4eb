package dev.pushbench.server.guard;

import java.nio.ByteBuffer;
import java.util.List;

/** The verdict of a scanner on a stream, with the octet at which it was reached. */
final class Followed {
    private Followed() {}

    /** {@code STATUS REASON at INDEX} if the stream is refused, else what the scanner reports at its end. */
    static String by(RequestScanner scanner, List<ByteBuffer> pieces) {
        int passed = 0;
        for (ByteBuffer piece : pieces) {
            for (int at = 0; at < piece.limit(); ) {
                int good = scanner.scan(piece, at, piece.limit());
                if (scanner.isBroken()) {
                    return scanner.status() + " " + scanner.reason() + " at " + (passed + good - at);
                }
                if (good <= at) {
                    throw new AssertionError("no octet was taken at " + passed);
                }
                passed += good - at;
                at = good;
            }
        }
        return scanner.isBetweenRequests() + " " + scanner.isInBody() + " " + scanner.bodyBytes();
    }
}
