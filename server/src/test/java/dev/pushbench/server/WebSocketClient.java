package dev.pushbench.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** The client's end of RFC 6455 in its plainest form: masks with a fixed key, does not answer anything by itself. */
final class WebSocketClient implements AutoCloseable {
    static final int CONTINUATION = 0x0;
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;

    /** The example of RFC 6455, section 1.3. */
    static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    private static final byte[] MASK = {0x37, (byte) 0xFA, 0x21, 0x3D};

    private final Connection connection;

    /** A frame from the server: unmasked, whole. */
    record Frame(int opcode, ByteBuffer payload) {
        String text() {
            return UTF_8.decode(payload.duplicate()).toString();
        }

        int closeCode() {
            return payload.getShort(0) & 0xFFFF;
        }

        String closeReason() {
            return UTF_8.decode(payload.duplicate().position(2)).toString();
        }
    }

    private WebSocketClient(Connection connection) {
        this.connection = connection;
    }

    /** Upgrades the connection; {@code headers} are sent beside those that are required. */
    static WebSocketClient upgrade(Connection connection, String target, String... headers) {
        connection.send(handshake(target, headers));
        Answer answer = connection.answer();
        if (answer.status() != 101) {
            throw new AssertionError("no upgrade: " + answer);
        }
        return new WebSocketClient(connection);
    }

    static String handshake(String target, String... headers) {
        String[] all = new String[headers.length + 4];
        all[0] = "Upgrade: websocket";
        all[1] = "Connection: keep-alive, Upgrade";
        all[2] = "Sec-WebSocket-Version: 13";
        all[3] = "Sec-WebSocket-Key: " + KEY;
        System.arraycopy(headers, 0, all, 4, headers.length);
        return Connection.request("GET", target, all);
    }

    void send(byte[]... frames) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            whole.writeBytes(frame);
        }
        connection.send(whole.toByteArray());
    }

    static byte[] frame(int opcode, String payload) {
        return frame(true, opcode, payload.getBytes(UTF_8));
    }

    static byte[] frame(boolean isFinal, int opcode, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(14 + payload.length).put((byte) ((isFinal ? 0x80 : 0) | opcode));
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 0x10000) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        frame.put(MASK);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ MASK[i % MASK.length]));
        }
        byte[] bytes = new byte[frame.flip().remaining()];
        frame.get(bytes);
        return bytes;
    }

    static byte[] close(int code) {
        return frame(true, CLOSE, ByteBuffer.allocate(2).putShort((short) code).array());
    }

    /** Reads a frame. */
    Frame next() {
        int start = connection.octet();
        int length = connection.octet();
        if ((start & 0xF0) != 0x80 || length > 127) {
            throw new AssertionError("a server's frames are whole, without reserved bits, unmasked; this starts with "
                    + Integer.toHexString(start) + " " + Integer.toHexString(length));
        }
        long bytes = length;
        if (length == 126) {
            bytes = ByteBuffer.wrap(connection.bytes(2)).getShort() & 0xFFFF;
        } else if (length == 127) {
            bytes = ByteBuffer.wrap(connection.bytes(8)).getLong();
        }
        return new Frame(start & 0x0F, ByteBuffer.wrap(connection.bytes(Math.toIntExact(bytes))));
    }

    Connection connection() {
        return connection;
    }

    @Override
    public void close() {
        connection.close();
    }
}
