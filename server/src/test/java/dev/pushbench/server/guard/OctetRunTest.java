package dev.pushbench.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** Each of 256 octets at each place of a run, behind whatever its neighbours may carry into it. */
final class OctetRunTest {
    private static final String TOKEN_SIGNS = "!#$%&'*+-.^_`|~";
    private static final int BYTES = 19;

    @FunctionalInterface
    private interface Run {
        int end(ByteBuffer in, int from, int to);
    }

    @Test
    void targetsConsistOfVisibleAscii() {
        endsAtTheFirstOther(OctetRun::visibleEnd, octet -> octet > 0x20 && octet < 0x7F);
    }

    @Test
    void valuesHaveNoControlCharacters() {
        endsAtTheFirstOther(OctetRun::textEnd, octet -> octet >= 0x20 && octet != 0x7F);
    }

    @Test
    void namesAreTokens() {
        endsAtTheFirstOther(
                OctetRun::tokenEnd,
                octet -> (octet >= '0' && octet <= '9')
                        || (octet >= 'A' && octet <= 'Z')
                        || (octet >= 'a' && octet <= 'z')
                        || (octet > 0 && TOKEN_SIGNS.indexOf(octet) >= 0));
    }

    private static void endsAtTheFirstOther(Run run, IntPredicate isOfRun) {
        List<ByteBuffer> buffers = List.of(
                ByteBuffer.allocate(BYTES),
                ByteBuffer.allocateDirect(BYTES),
                ByteBuffer.allocateDirect(BYTES).order(ByteOrder.LITTLE_ENDIAN));
        for (ByteBuffer in : buffers) {
            for (int octet = 0; octet < 256; octet++) {
                for (byte neighbour : new byte[] {'A', 'z', '~'}) {
                    for (int at = 0; at < BYTES; at++) {
                        endsAt(run, in, octet, isOfRun.test(octet), neighbour, at);
                    }
                }
            }
        }
    }

    private static void endsAt(Run run, ByteBuffer in, int octet, boolean isOfRun, byte neighbour, int at) {
        byte[] bytes = new byte[BYTES];
        Arrays.fill(bytes, neighbour);
        bytes[at] = (byte) octet;
        in.put(0, bytes);
        int expected = isOfRun ? BYTES : at;
        if (run.end(in, 0, BYTES) != expected) {
            assertThat(run.end(in, 0, BYTES)).as("octet %s at %s", octet, at).isEqualTo(expected);
        }
        Arrays.fill(bytes, at, BYTES, (byte) octet);
        in.put(0, bytes);
        for (int to = at; to <= BYTES; to++) {
            int end = run.end(in, Math.min(1, at), to);
            if (end != (isOfRun ? to : at)) {
                assertThat(end).as("octets %s from %s to %s", octet, at, to).isEqualTo(isOfRun ? to : at);
            }
        }
    }
}
