package dev.pushbench.client.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.client.Eventually;
import dev.pushbench.client.measure.ByteClass;
import dev.pushbench.protocol.EventFormat;
import dev.pushbench.protocol.Technique;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Servers that say what servers say, with pieces changed, doubled, cut or made up, in packets of any size, and go in any way. A user may fail
 * with a reason, or come back; none of its callbacks may throw.
 */
@Timeout(120)
final class HostileBytesTest {
    private static final int SEEDS = 20;
    private static final int CONNECTIONS = 3;

    @ParameterizedTest
    @EnumSource
    void noBytesAtAnyMomentMakeAUserThrow(Technique technique) {
        List<String> thrown = IntStream.range(0, SEEDS)
                .parallel()
                .mapToObj(seed -> defects(technique, seed))
                .flatMap(List::stream)
                .toList();

        assertThat(thrown).isEmpty();
    }

    private static List<String> defects(Technique technique, int seed) {
        AtomicInteger over = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.start((connection, number) -> {
                    misbehave(technique, connection, new Random(1_000L * seed + number));
                    over.incrementAndGet();
                });
                LoneUser user = LoneUser.start(technique, server.address())) {
            Eventually.holds(
                    "a reason, or some connections", () -> !user.failures().isEmpty() || over.get() >= CONNECTIONS);
            user.onLoop(() -> true); // a reason that is being told
            return user.failures().stream()
                    .filter(reason -> reason.contains("defect"))
                    .map(reason -> seed + ": " + reason)
                    .toList();
        } catch (Exception | AssertionError e) {
            return List.of(seed + ": " + e + " " + e.getCause());
        }
    }

    /** Mostly after the user's request, else at once. */
    private static void misbehave(Technique technique, ScriptedConnection connection, Random random) {
        try {
            String request = random.nextInt(10) == 0 ? "" : connection.request(ByteClass.HEAD);
            byte[] said = said(technique, request, random);
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                said = changed(said, random);
            }
            for (int at = 0; at < said.length; ) {
                int end = Math.min(said.length, at + 1 + random.nextInt(random.nextBoolean() ? 7 : 400));
                connection.write(ByteClass.FRAMING, Arrays.copyOfRange(said, at, end));
                at = end;
            }
            if (random.nextBoolean()) {
                connection.reset();
            }
        } catch (IOException goneFirst) {
            // The user has closed, or never asked.
        }
    }

    private static byte[] said(Technique technique, String request, Random random) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        if (technique.isPush()) {
            all.writeBytes(ascii(head(technique, request)));
        }
        for (int pieces = 1 + random.nextInt(6); pieces > 0; pieces--) {
            byte[] text = text(random);
            all.writeBytes(
                    switch (technique) {
                        case POLLING, LONG_POLLING -> answer(text, random);
                        case STREAMING -> chunk(joined(text, ascii("\n")));
                        case SSE ->
                            chunk(joined(ascii(random.nextBoolean() ? "id: 7\ndata:" : ":"), text, ascii("\n\n")));
                        case WEBSOCKET -> frame(text, random);
                    });
        }
        return all.toByteArray();
    }

    private static String head(Technique technique, String request) {
        if (technique != Technique.WEBSOCKET) {
            return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
        }
        return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + (request.isEmpty() ? "" : Voice.acceptFor(request)) + "\r\n\r\n";
    }

    private static byte[] text(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> EventFormat.gap(random.nextLong(), random.nextLong());
            case 1 -> new byte[random.nextInt(200)];
            case 2 -> EventFormat.event(random.nextLong(), random.nextLong(), Voice.DATA);
            case 3 -> new byte[0];
            default -> EventFormat.event(1 + random.nextInt(5), Voice.DUE_NANOS, Voice.DATA);
        };
    }

    private static byte[] answer(byte[] text, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> ascii("HTTP/1.1 204 No Content\r\n\r\n");
            case 1 ->
                joined(ascii("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"), chunk(text), ascii("0\r\n\r\n"));
            case 2 -> joined(ascii("HTTP/1.0 200 OK\r\nConnection: close\r\n\r\n"), text, ascii("\n"));
            default ->
                joined(
                        ascii("HTTP/1.1 200 OK\r\nContent-Length: " + (text.length + 1) + "\r\n\r\n"),
                        text,
                        ascii("\n"));
        };
    }

    private static byte[] chunk(byte[] text) {
        return joined(ascii(Integer.toHexString(text.length) + "\r\n"), text, ascii("\r\n"));
    }

    /** Of any kind, with any bits set; its length is mostly right. */
    private static byte[] frame(byte[] text, Random random) {
        int first = random.nextInt(3) == 0 ? random.nextInt(256) : 0x81;
        int length = random.nextInt(6) == 0 ? random.nextInt(256) : text.length;
        return length < 126 || random.nextBoolean()
                ? joined(new byte[] {(byte) first, (byte) length}, text)
                : joined(
                        ByteBuffer.allocate(10)
                                .put((byte) first)
                                .put((byte) 127)
                                .putLong(random.nextBoolean() ? length : random.nextLong())
                                .array(),
                        text);
    }

    private static byte[] changed(byte[] said, Random random) {
        int at = random.nextInt(said.length + 1);
        int end = at + random.nextInt(said.length - at + 1);
        byte[] before = Arrays.copyOf(said, at);
        byte[] middle = Arrays.copyOfRange(said, at, end);
        byte[] behind = Arrays.copyOfRange(said, end, said.length);
        byte[] madeUp = new byte[random.nextInt(20)];
        random.nextBytes(madeUp);
        return switch (random.nextInt(5)) {
            case 0 -> before;
            case 1 -> joined(before, behind);
            case 2 -> joined(before, middle, middle, behind);
            case 3 -> joined(before, madeUp, middle, behind);
            default -> {
                byte[] flipped = said.clone();
                if (at < flipped.length) {
                    flipped[at] ^= (byte) (1 << random.nextInt(8));
                }
                yield flipped;
            }
        };
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
