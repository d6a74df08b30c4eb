package dev.pushbench.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/** A blocking HTTP/1.1 connection, simple on purpose: it shares nothing with what it tests. */
final class Connection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;

    private Connection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    static Connection to(InetSocketAddress address) {
        return open(new Socket(), address);
    }

    /** A connection to a server that may speak TLS. */
    static Connection to(PushServer server) {
        return open(socket(server), server.address());
    }

    /** The same, with a receive buffer as small as may be. */
    static Connection narrow(PushServer server) {
        return narrow(socket(server), server.address());
    }

    private static Socket socket(PushServer server) {
        return server.throwAwayCertificate().isPresent() ? AnyServer.socket() : new Socket();
    }

    /** A connection whose receive buffer is as small as may be, so that the server soon finds it full. */
    static Connection narrow(InetSocketAddress address) {
        return narrow(new Socket(), address);
    }

    private static Connection narrow(Socket socket, InetSocketAddress address) {
        try {
            socket.setReceiveBufferSize(1024);
            return open(socket, address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Connection open(Socket socket, InetSocketAddress address) {
        try {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.setTcpNoDelay(true);
            socket.connect(address, TIMEOUT_MILLIS);
            if (socket instanceof SSLSocket secure) {
                secure.startHandshake(); // else it waits for the first byte, and the server not that long
            }
            return new Connection(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends the request, and reads its whole answer. */
    Answer get(String target) {
        sendGet(target);
        return answer();
    }

    void sendGet(String target, String... headers) {
        send(request("GET", target, headers));
    }

    Answer post(String target, String body) {
        return post(target, body.getBytes(UTF_8));
    }

    Answer post(String target, byte[] body) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(
                request("POST", target, "Content-Length: " + body.length).getBytes(ISO_8859_1));
        whole.writeBytes(body);
        send(whole.toByteArray());
        return answer();
    }

    static String request(String method, String target, String... headers) {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    void send(String text) {
        send(text.getBytes(ISO_8859_1));
    }

    /** Sends the bytes in one write. */
    void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a whole answer. */
    Answer answer() {
        Answer head = head();
        if (head.status() < 200 || head.status() == 204) {
            return head;
        }
        if (head.header("transfer-encoding").equals("chunked")) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (byte[] chunk = chunk(); chunk.length > 0; chunk = chunk()) {
                body.writeBytes(chunk);
            }
            return new Answer(head.status(), head.headers(), body.toString(UTF_8));
        }
        byte[] body = bytes(Integer.parseInt(head.header("content-length")));
        return new Answer(head.status(), head.headers(), new String(body, UTF_8));
    }

    /** Reads the head of an answer, and nothing after it. */
    Answer head() {
        String statusLine = line();
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new Answer(Integer.parseInt(statusLine.substring(9, 12)), headers, "");
    }

    /** Reads a chunk; the last one is empty. */
    byte[] chunk() {
        byte[] chunk = bytes(Integer.parseInt(line(), 16));
        if (!line().isEmpty()) {
            throw new AssertionError("a chunk is longer than it says");
        }
        return chunk;
    }

    /** Reads up to CRLF. */
    private String line() {
        StringBuilder line = new StringBuilder();
        for (int next = octet(); next != '\n'; next = octet()) {
            line.append((char) next);
        }
        if (line.length() == 0 || line.charAt(line.length() - 1) != '\r') {
            throw new AssertionError("a line does not end in CRLF: " + line);
        }
        return line.substring(0, line.length() - 1);
    }

    /** Reads up to LF; empty where the connection ends before a line begins. */
    Optional<String> plainLine() {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            int next = in.read();
            if (next < 0) {
                return Optional.empty();
            }
            for (; next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new EOFException("the server closed the connection within a line");
                }
                line.write(next);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(line.toString(UTF_8));
    }

    int octet() {
        return bytes(1)[0] & 0xFF;
    }

    byte[] bytes(int count) {
        try {
            byte[] bytes = in.readNBytes(count);
            if (bytes.length < count) {
                throw new EOFException("the server closed the connection");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads all that still comes. */
    String rest() {
        try {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many bytes have come already and can be read at once. */
    int available() {
        try {
            return in.available();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether nothing more comes: waits for the next byte or for the end. */
    boolean isAtEnd() {
        try {
            return in.read() < 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends no more, but still reads. */
    void endOutput() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Goes away in an orderly manner. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Goes away by a reset. */
    void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
