package dev.pushbench.client.http;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** The bytes of a request before its body, if it has one: request line and Host, which is all that HTTP asks for, and what is added. */
public final class RequestHead {
    private RequestHead() {}

    /**
     * A {@code GET} (RFC 9112, section 3).
     *
     * @param target path and query, starting with a slash
     * @param hostAndPort as it stands in {@code Host}
     * @param extraHeaderLines each {@code Name: value}, without its line end
     */
    public static byte[] get(String target, String hostAndPort, String... extraHeaderLines) {
        StringBuilder head = new StringBuilder("GET ")
                .append(requireTarget(target))
                .append(" HTTP/1.1\r\nHost: ")
                .append(requireLine(hostAndPort))
                .append("\r\n");
        for (String line : extraHeaderLines) {
            head.append(requireLine(line)).append("\r\n");
        }
        return encode(head.append("\r\n").toString());
    }

    /**
     * A {@code POST} whose body follows.
     *
     * @param contentType of the body
     * @param bodyBytes its length, at least 0
     */
    public static byte[] post(
            String target, String hostAndPort, String contentType, int bodyBytes, String... extraHeaderLines) {
        StringBuilder head = new StringBuilder("POST ")
                .append(requireTarget(target))
                .append(" HTTP/1.1\r\nHost: ")
                .append(requireLine(hostAndPort))
                .append("\r\nContent-Type: ")
                .append(requireLine(contentType))
                .append("\r\nContent-Length: ")
                .append(bodyBytes)
                .append("\r\n");
        for (String line : extraHeaderLines) {
            head.append(requireLine(line)).append("\r\n");
        }
        return encode(head.append("\r\n").toString());
    }

    /** An address as it stands in {@code Host} (RFC 9112, section 3.2). */
    public static String host(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    static String requireTarget(String target) {
        if (!target.startsWith("/") || !target.chars().allMatch(character -> character > ' ' && character < 0x7f)) {
            throw new IllegalArgumentException(
                    "request target must start with / and be visible ASCII, not \"" + target + "\"");
        }
        return target;
    }

    static String requireLine(String line) {
        if (line.isEmpty() || !line.chars().allMatch(character -> character >= ' ' && character < 0x7f)) {
            throw new IllegalArgumentException("header line must be printable ASCII, not \"" + line + "\"");
        }
        return line;
    }

    static byte[] encode(String head) {
        return head.getBytes(StandardCharsets.US_ASCII);
    }
}
