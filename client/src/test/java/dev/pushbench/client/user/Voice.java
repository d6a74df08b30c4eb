package dev.pushbench.client.user;

import dev.pushbench.client.measure.ByteClass;
import dev.pushbench.protocol.EventFormat;
import dev.pushbench.protocol.Technique;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a server says things on a connection by one technique, each byte written and read in its class. */
public final class Voice {
    /** When every event is due. */
    public static final long DUE_NANOS = 1;

    /** What every event carries. */
    static final byte[] DATA = "some data".getBytes(StandardCharsets.UTF_8);

    private static final Pattern AFTER = Pattern.compile("[?&]after=(\\d+)");
    private static final Pattern KEY = Pattern.compile("Sec-WebSocket-Key: (\\S+)\r\n");

    private final Technique technique;
    private final ScriptedConnection connection;
    private final ByteClass heads;
    private long lastAfter = -1;

    public Voice(Technique technique, ScriptedConnection connection) {
        this.technique = technique;
        this.connection = connection;
        this.heads = technique.isPush() ? ByteClass.HANDSHAKE : ByteClass.HEAD;
    }

    /** The text of an event that is due at instant 1. */
    public static byte[] eventText(long seq) {
        return EventFormat.event(seq, DUE_NANOS, DATA);
    }

    /** Takes the request that opens the connection, and answers where it is answered at once; returns the cursor. */
    public long greet() throws IOException {
        if (!technique.isPush()) {
            return -1;
        }
        String request = ask();
        if (technique == Technique.WEBSOCKET) {
            connection.write(
                    ByteClass.HANDSHAKE,
                    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Accept: " + acceptFor(request) + "\r\n\r\n");
        } else {
            String type = technique == Technique.SSE ? "text/event-stream" : "application/x-ndjson";
            connection.write(
                    heads, "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nTransfer-Encoding: chunked\r\n\r\n");
        }
        return lastAfter;
    }

    /** The cursor that the last request named. */
    public long lastAfter() {
        return lastAfter;
    }

    public void event(long seq) throws IOException {
        say(eventText(seq));
    }

    public void gap(long firstRetained, long missed) throws IOException {
        say(ByteClass.CONTROL, EventFormat.gap(firstRetained, missed));
    }

    /** Something that only shows that the connection is alive; to a poll, that there is nothing. */
    public void heartbeat() throws IOException {
        switch (technique) {
            case POLLING, LONG_POLLING -> {
                ask();
                connection.write(heads, "HTTP/1.1 204 No Content\r\n\r\n");
            }
            case STREAMING -> chunk(ByteClass.CONTROL, "\n");
            case SSE -> chunk(ByteClass.CONTROL, ":\n\n");
            case WEBSOCKET -> {
                connection.write(ByteClass.CONTROL, new byte[] {(byte) 0x89, 3, 1, 2, 3});
                connection.frame();
            }
        }
    }

    /** A text in the place of an event's. */
    public void say(byte[] text) throws IOException {
        say(ByteClass.PAYLOAD, text);
    }

    private void say(ByteClass textClass, byte[] text) throws IOException {
        switch (technique) {
            case POLLING, LONG_POLLING -> {
                ask();
                connection.write(
                        heads,
                        "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nContent-Length: " + (text.length + 1)
                                + "\r\n\r\n");
                connection.write(textClass, text);
                connection.write(ByteClass.FRAMING, "\n");
            }
            case STREAMING -> {
                connection.write(ByteClass.FRAMING, Integer.toHexString(text.length + 1) + "\r\n");
                connection.write(textClass, text);
                connection.write(ByteClass.FRAMING, "\n\r\n");
            }
            case SSE -> {
                connection.write(ByteClass.FRAMING, Integer.toHexString(text.length + 16) + "\r\nid: 1234\ndata:");
                connection.write(textClass, text);
                connection.write(ByteClass.FRAMING, "\n\n\r\n");
            }
            case WEBSOCKET -> {
                connection.write(ByteClass.FRAMING, frameHeader(text.length));
                connection.write(textClass, text);
            }
        }
    }

    /** RFC 6455, section 5.2. */
    private static byte[] frameHeader(int payloadBytes) {
        if (payloadBytes < 126) {
            return new byte[] {(byte) 0x81, (byte) payloadBytes};
        }
        return payloadBytes < 65_536
                ? ByteBuffer.allocate(4)
                        .putShort((short) 0x817e)
                        .putShort((short) payloadBytes)
                        .array()
                : ByteBuffer.allocate(10)
                        .putShort((short) 0x817f)
                        .putLong(payloadBytes)
                        .array();
    }

    /** The first half of saying an event. No event comes of its bytes: they are framing. */
    public void halfEvent(long seq) throws IOException {
        byte[] half = Arrays.copyOf(eventText(seq), 40);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        switch (technique) {
            case POLLING, LONG_POLLING -> {
                ask();
                connection.write(heads, "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n");
            }
            case STREAMING -> bytes.writeBytes("1f4\r\n".getBytes(StandardCharsets.US_ASCII));
            case SSE -> bytes.writeBytes("1f4\r\ndata: ".getBytes(StandardCharsets.US_ASCII));
            case WEBSOCKET -> bytes.writeBytes(new byte[] {(byte) 0x81, 120});
        }
        bytes.writeBytes(half);
        connection.write(ByteClass.FRAMING, bytes.toByteArray());
    }

    /** A status instead of a good answer. */
    public void refuse(int status) throws IOException {
        ask();
        connection.write(
                heads,
                "HTTP/1.1 " + status + " No\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n"
                        + "{\"error\":\"no\"}\n");
    }

    /** Reads a request. */
    public String ask() throws IOException {
        String request = connection.request(technique == Technique.WEBSOCKET ? ByteClass.HANDSHAKE : heads);
        Matcher after = AFTER.matcher(request);
        if (!after.find()) {
            throw new AssertionError("a request without a cursor: " + request);
        }
        lastAfter = Long.parseLong(after.group(1));
        return request;
    }

    /** RFC 6455, section 4.2.2. */
    public static String acceptFor(String request) {
        Matcher key = KEY.matcher(request);
        if (!key.find()) {
            throw new AssertionError("a request without a key: " + request);
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((key.group(1) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                            .getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private void chunk(ByteClass byteClass, String text) throws IOException {
        connection.write(ByteClass.FRAMING, Integer.toHexString(text.length()) + "\r\n");
        connection.write(byteClass, text);
        connection.write(ByteClass.FRAMING, "\r\n");
    }
}
