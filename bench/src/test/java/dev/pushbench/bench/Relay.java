package dev.pushbench.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands between users and a server that stays up, and cuts the connections of those who read. */
final class Relay implements AutoCloseable {
    private final ServerSocket listening;
    private final InetSocketAddress server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> all = ConcurrentHashMap.newKeySet();
    private final Set<Socket> readers = ConcurrentHashMap.newKeySet();

    private Relay(ServerSocket listening, InetSocketAddress server) {
        this.listening = listening;
        this.server = server;
    }

    static Relay to(InetSocketAddress server) throws IOException {
        Relay relay = new Relay(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), server);
        relay.threads.execute(relay::accept);
        return relay;
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listening.getLocalSocketAddress();
    }

    /** Ends every connection on which nothing was published. */
    void cutReaders() {
        for (Socket reader : Set.copyOf(readers)) {
            readers.remove(reader);
            closed(reader);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket near = listening.accept();
                Socket far = new Socket(server.getAddress(), server.getPort());
                near.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                all.add(near);
                all.add(far);
                threads.execute(() -> pass(near, far, true));
                threads.execute(() -> pass(far, near, false));
            }
        } catch (IOException over) {
            // the test is
        }
    }

    private void pass(Socket from, Socket to, boolean isUp) {
        byte[] bytes = new byte[16 * 1024];
        boolean isFirst = isUp;
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                if (isFirst && bytes[0] == 'G') {
                    readers.add(from);
                }
                isFirst = false;
                out.write(bytes, 0, count);
            }
        } catch (IOException cut) {
            // both ends are closed now
        }
        readers.remove(from);
    }

    private static void closed(Socket socket) {
        try {
            socket.close();
        } catch (IOException unclosable) {
            throw new UncheckedIOException(unclosable);
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        all.forEach(Relay::closed);
        threads.shutdownNow();
    }
}
