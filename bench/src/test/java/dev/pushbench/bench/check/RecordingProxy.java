package dev.pushbench.bench.check;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands between generator and server, and keeps every byte that passes, by connection and direction.
 *
 * <p>A byte is kept before it is passed on: whoever has received it can find it here. Bytes are passed on in small pieces of odd
 * length, so that heads, chunks and frames are cut anywhere.
 */
final class RecordingProxy implements AutoCloseable {
    private static final int PIECE_BYTES = 97;
    private static final int MOST_BYTES_PER_DIRECTION = 16 * 1024 * 1024;

    private final ServerSocket listener;
    private final InetSocketAddress server;
    private final List<Connection> connections = new CopyOnWriteArrayList<>();

    /** What passed over one connection so far: a character for each byte (ISO 8859-1). */
    record Recording(String up, String down) {}

    private record Connection(Socket client, Socket server, ByteArrayOutputStream up, ByteArrayOutputStream down) {}

    private RecordingProxy(ServerSocket listener, InetSocketAddress server) {
        this.listener = listener;
        this.server = server;
    }

    static RecordingProxy before(InetSocketAddress server) throws IOException {
        RecordingProxy proxy = new RecordingProxy(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), server);
        start("proxy", proxy::accept);
        return proxy;
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    List<Recording> recordings() {
        return connections.stream()
                .map(connection -> new Recording(
                        connection.up().toString(ISO_8859_1), connection.down().toString(ISO_8859_1)))
                .toList();
    }

    /** Ends all connections. */
    @Override
    public void close() throws IOException {
        listener.close();
        connections.forEach(RecordingProxy::end);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket towardsServer = new Socket(server.getAddress(), server.getPort());
                client.setTcpNoDelay(true);
                towardsServer.setTcpNoDelay(true);
                Connection connection =
                        new Connection(client, towardsServer, new ByteArrayOutputStream(), new ByteArrayOutputStream());
                connections.add(connection);
                start("up", () -> pass(connection, client, towardsServer, connection.up()));
                start("down", () -> pass(connection, towardsServer, client, connection.down()));
            }
        } catch (IOException closed) {
            // by close(): no more are accepted
        }
    }

    private static void pass(Connection connection, Socket from, Socket to, ByteArrayOutputStream kept) {
        byte[] piece = new byte[PIECE_BYTES];
        try {
            for (int bytes = from.getInputStream().read(piece);
                    bytes >= 0 && kept.size() < MOST_BYTES_PER_DIRECTION;
                    bytes = from.getInputStream().read(piece)) {
                kept.write(piece, 0, bytes);
                to.getOutputStream().write(piece, 0, bytes);
            }
            to.shutdownOutput();
        } catch (IOException gone) {
            end(connection); // one end is gone: so is the other, then
        }
    }

    private static void end(Connection connection) {
        for (Socket socket : List.of(connection.client(), connection.server())) {
            try {
                socket.close();
            } catch (IOException gone) {
                // before us
            }
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, "proxy-" + name);
        thread.setDaemon(true);
        thread.start();
    }
}
