package dev.pushbench.client.user;

import dev.pushbench.client.measure.ByteClass;
import dev.pushbench.client.measure.WireLedger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** The server's side of the wire, played byte by byte as a test says, on plain sockets and a thread for each. */
public final class ScriptedServer implements AutoCloseable {
    /** What is played on a connection; when it returns, the connection is closed. */
    public interface Script {
        /** @param number of the connection, from 1 */
        void play(ScriptedConnection connection, int number) throws Exception;
    }

    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<ScriptedConnection> connections = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final WireLedger sent = new WireLedger();
    private final WireLedger received = new WireLedger();

    private ScriptedServer() throws IOException {
        listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    }

    public static ScriptedServer start(Script script) throws IOException {
        ScriptedServer server = new ScriptedServer();
        server.threads.execute(() -> server.accept(script));
        return server;
    }

    /** An address at which nobody listens. */
    public static InetSocketAddress nobody() {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return (InetSocketAddress) taken.getLocalSocketAddress();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listening.getLocalSocketAddress();
    }

    /** What went wrong in scripts: an assertion there fails no test by itself. */
    public Queue<Throwable> failures() {
        return failures;
    }

    /** Bytes written by scripts, by class. */
    public String sent() {
        synchronized (sent) {
            return sent.bytes().toString();
        }
    }

    /** Bytes read by scripts, by class. */
    public String received() {
        synchronized (received) {
            return received.bytes().toString();
        }
    }

    void countSent(ByteClass byteClass, int bytes) {
        synchronized (sent) {
            sent.add(byteClass, bytes);
        }
    }

    void countReceived(ByteClass byteClass, int bytes) {
        synchronized (received) {
            received.add(byteClass, bytes);
        }
    }

    private void accept(Script script) {
        try {
            for (int number = 1; ; number++) {
                Socket socket = listening.accept();
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(20_000);
                ScriptedConnection connection = new ScriptedConnection(this, socket);
                if (!take(connection)) {
                    return;
                }
                int which = number;
                threads.execute(() -> play(script, connection, which));
            }
        } catch (IOException | RejectedExecutionException closed) {
            // the test is over
        }
    }

    /** False where the server has gone away: an accept that has begun before may still succeed. */
    private synchronized boolean take(ScriptedConnection connection) throws IOException {
        if (listening.isClosed()) {
            connection.close();
            return false;
        }
        return connections.add(connection);
    }

    private void play(Script script, ScriptedConnection connection, int number) {
        try (connection) {
            script.play(connection, number);
        } catch (Throwable e) {
            if (!listening.isClosed()) {
                failures.add(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        goAway();
        threads.shutdownNow();
    }

    /** Stops listening, and ends every connection. */
    public synchronized void goAway() throws IOException {
        listening.close();
        for (ScriptedConnection connection : connections) {
            connection.close();
        }
    }
}
