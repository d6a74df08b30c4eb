package dev.pushbench.bench.alternatives;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.pushbench.protocol.EventFormat;
import dev.pushbench.protocol.Routes;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.Locale;

/** Publishes over a blocking connection of its own, as cheaply as the load generator's publisher does. */
final class Publisher implements AutoCloseable {
    /** Of a whole event: the default of a run. */
    static final int EVENT_BYTES = 128;

    private static final int TIMEOUT_MILLIS = 10_000;
    private static final String LENGTH = "content-length:";

    private final Socket socket;
    private final InputStream in;
    private final String head;
    private final byte[] data = new byte[EVENT_BYTES - EventFormat.FIXED_BYTES];

    Publisher(Gathering gathering) throws IOException {
        socket = new Socket(gathering.server().getAddress(), gathering.server().getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
        head = "POST " + Routes.publish(gathering.room()) + " HTTP/1.1\r\nHost: " + gathering.authority()
                + "\r\nContent-Length: ";
        Arrays.fill(data, (byte) 'x');
    }

    /** Publishes one event, and reads the answer. */
    void publish() throws IOException {
        byte[] body = EventFormat.publication(System.nanoTime(), data);
        byte[] start = (head + body.length + "\r\n\r\n").getBytes(US_ASCII);
        byte[] request = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, request, start.length, body.length);
        socket.getOutputStream().write(request);
        String status = line();
        int length = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            String lower = line.toLowerCase(Locale.ROOT);
            length = lower.startsWith(LENGTH)
                    ? Integer.parseInt(lower.substring(LENGTH.length()).strip())
                    : length;
        }
        in.skipNBytes(length);
        if (!status.startsWith("HTTP/1.1 201 ")) {
            throw new IOException("the server answered " + status);
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the publisher's connection");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
