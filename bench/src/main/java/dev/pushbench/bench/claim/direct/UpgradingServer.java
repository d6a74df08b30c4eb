package dev.pushbench.bench.claim.direct;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that upgrades whoever asks, with an answer to the key that may be wrong. It never sends a frame. */
final class UpgradingServer implements AutoCloseable {
    private static final Pattern KEY = Pattern.compile("(?im)^Sec-WebSocket-Key:\\s*(\\S+)\\s*$");
    private static final int LONGEST_HEAD = 16 * 1024;

    private final ServerSocket listener;
    private final Answer answer;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    /** How the key is answered. */
    enum Answer {
        RIGHT("the right value"),
        WRONG("a wrong value"),
        MISSING("no value");

        private final String words;

        Answer(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        private String header(String key) {
            return switch (this) {
                case RIGHT -> "Sec-WebSocket-Accept: " + AcceptKey.of(key) + "\r\n";
                case WRONG -> "Sec-WebSocket-Accept: " + AcceptKey.of("another" + key) + "\r\n";
                case MISSING -> "";
            };
        }
    }

    private UpgradingServer(ServerSocket listener, Answer answer) {
        this.listener = listener;
        this.answer = answer;
    }

    static UpgradingServer start(Answer answer) {
        try {
            UpgradingServer server =
                    new UpgradingServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), answer);
            daemon(server::acceptAll);
            return server;
        } catch (IOException noPort) {
            throw new UncheckedIOException("no port to listen at on loopback", noPort);
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "upgrading-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                sockets.add(socket);
                daemon(() -> upgrade(socket));
            } catch (IOException closed) {
                return; // as close() does it
            }
        }
    }

    private void upgrade(Socket socket) {
        try {
            Matcher key = KEY.matcher(head(socket.getInputStream()));
            if (key.find()) {
                String text = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + answer.header(key.group(1)) + "\r\n";
                socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
            }
        } catch (IOException gone) {
            // The client left before it had the answer, which is for the client to tell.
        }
    }

    /** Up to the empty line, or up to where the client stopped. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int next = in.read(); next >= 0 && head.length() < LONGEST_HEAD; next = in.read()) {
            head.append((char) next);
            if (next == '\n' && head.toString().endsWith("\r\n\r\n")) {
                break;
            }
        }
        return head.toString();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException notClosed) {
            throw new UncheckedIOException(notClosed);
        }
    }
}
