package dev.pushbench.server.guard;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Random;

/** Streams of requests drawn from a seed: mostly valid, often at or beyond a limit, half of them damaged in a few octets. */
final class RandomRequests {
    private static final String[] METHODS = {
        "GET", "GET", "GET", "POST", "PUT", "get", "G{T", "GETS", "M".repeat(33), ""
    };
    private static final String[] TARGETS = {
        "/poll/room?after=12", "/", "*", "http://a/", "x", "/a\tb", "/\u00e4", "", "/~\u007f", "/" + "x".repeat(60)
    };
    private static final String[] VERSIONS = {
        "HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/1.2", "HTTP/2.0", "http/1.1", "HTTP/1.1 ", "HTTP", ""
    };
    private static final String[] NAMES = {
        "Accept",
        "X-Forwarded-For",
        "Referer",
        "Connection",
        "Cookie",
        "TE",
        "Hosts",
        "Upgrade-Insecure-Requests",
        "!#$%&'*+-.^_`|~09azAZ",
        "sec-ch-ua",
        "hose",
        "Content-Lengti",
        "Transfer-Encodinh",
        "X A",
        "X[A]",
        "\u00c4",
        "",
        "Host",
        "hOST",
        "Content-Length",
        "content-length",
        "Transfer-Encoding",
        "Upgrade",
        "UPGRADE"
    };
    private static final String[] VALUES = {
        "",
        " 1",
        " */*",
        "5",
        " 0",
        "12, 12",
        " chunked",
        "\tchunked \t",
        "chunked, chunked",
        " text with blanks ",
        " \u00e4\u00ff\u0080",
        " tab\tinside",
        " \u0001",
        " \u007f",
        "x".repeat(70),
        " websocket"
    };
    private static final String[] LINE_ENDS = {"\n", "\r", "\r\r\n", "\r\n ", "\r\n\t", "\n\r\n", ""};
    private static final String[] CHUNKS = {
        "5\r\nhello\r\n0\r\n\r\n", "0\r\n\r\n", "A;x=y\r\n0123456789\r\n00\r\nX-Trailer: 1\r\nHost: a\r\n\r\n",
        "5\r\nhello0\r\n\r\n", "0x5\r\nhello\r\n0\r\n\r\n", "0\r\nContent-Length: 5\r\nFolded: 1\r\n 2\r\n\r\n"
    };
    private static final String OCTETS = "\0\t\n\u000b\r !-/:;@AZ[az{~\u007f\u0080\u00ff05";

    private final Random random;

    RandomRequests(long seed) {
        this.random = new Random(seed);
    }

    byte[] next() {
        StringBuilder stream = new StringBuilder();
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            stream.append(request());
        }
        byte[] octets = stream.toString().getBytes(ISO_8859_1);
        return random.nextBoolean() ? octets : damaged(octets);
    }

    private String request() {
        boolean isValid = random.nextBoolean();
        int framing = random.nextInt(6);
        StringBuilder request = new StringBuilder(isValid ? validStart(framing < 2 ? "POST" : "GET") : anyStart());
        int lines = random.nextInt(50) == 0 ? 98 + random.nextInt(4) : random.nextInt(8);
        for (int i = 0; i < lines; i++) {
            request.append(isValid ? "X-" + i + ": " + "v".repeat(random.nextInt(30)) : one(NAMES) + ":" + one(VALUES));
            request.append(lineEnd());
        }
        return switch (framing) {
            case 0 -> request + "Content-Length: 5" + lineEnd() + "\r\nhello";
            case 1 -> request + "Transfer-Encoding: chunked" + lineEnd() + "\r\n" + one(CHUNKS);
            case 2 -> request + "Upgrade: websocket" + lineEnd() + "\r\n";
            default -> request + "\r\n";
        };
    }

    private String validStart(String method) {
        String target =
                random.nextInt(50) == 0 ? "/" + "x".repeat(7_997 + random.nextInt(4)) : one(TARGETS[0], TARGETS[1]);
        return method + " " + target + " HTTP/1.1\r\n" + one("Host: localhost\r\n", "host:\r\n");
    }

    private String anyStart() {
        String host = random.nextInt(4) > 0 ? "Host: a" + lineEnd() : "";
        return one(METHODS) + " " + one(TARGETS) + " " + one(VERSIONS) + lineEnd() + host;
    }

    private String lineEnd() {
        return random.nextInt(100) > 0 ? "\r\n" : one(LINE_ENDS);
    }

    private byte[] damaged(byte[] octets) {
        byte[] damaged = octets;
        for (int left = 1 + random.nextInt(3); left > 0 && damaged.length > 1; left--) {
            int at = random.nextInt(damaged.length);
            byte octet = (byte) OCTETS.charAt(random.nextInt(OCTETS.length()));
            damaged = switch (random.nextInt(4)) {
                case 0 -> Arrays.copyOf(damaged, at);
                case 1 -> joined(Arrays.copyOf(damaged, at), Arrays.copyOfRange(damaged, at + 1, damaged.length));
                case 2 ->
                    joined(joined(Arrays.copyOf(damaged, at), octet), Arrays.copyOfRange(damaged, at, damaged.length));
                default -> {
                    damaged[at] = octet;
                    yield damaged;
                }
            };
        }
        return damaged;
    }

    private static byte[] joined(byte[] first, byte... second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private String one(String... of) {
        return of[random.nextInt(of.length)];
    }
}
