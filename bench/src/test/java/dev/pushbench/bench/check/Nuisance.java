package dev.pushbench.bench.check;

import dev.pushbench.protocol.Routes;
import dev.pushbench.protocol.Technique;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Clients that mean no good, on a thread of their own: handshakes that never end, some of which send a byte a second; readers that never read;
 * connections that are reset. Whoever is thrown out comes back.
 *
 * <p>What they put on the wire and got off it is counted to the byte: all of them take leave in order at the end, and what is reset has had its
 * answer before.
 */
final class Nuisance implements AutoCloseable {
    private static final String ROOM = "nuisance";
    private static final String UPGRADE = String.join(
            "\r\n",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "",
            "");
    private static final int EVENT_BYTES = 16 * 1024;
    private static final int EVENTS = 64;
    private static final int CONNECTS_AT_ONCE = 50;
    private static final long TICK_MILLIS = 20;
    private static final long BYTE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_LEAVE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final InetSocketAddress server;
    private final int resetsPerSecond;
    private final Selector selector;
    private final Thread thread;
    private final List<Rascal> rascals = new ArrayList<>();
    private final ByteBuffer in = ByteBuffer.allocate(64 * 1024);
    private volatile boolean leaving;
    private volatile boolean ready;
    private volatile Optional<String> failure = Optional.empty();
    private int connected;
    private int resets;
    private int returns;
    private long bytesUp;
    private long bytesDown;
    private long events;

    private enum Trick {
        SILENT,
        HALF_A_HANDSHAKE,
        A_BYTE_A_SECOND,
        DEAF
    }

    /** One of them, with the connection that it has at the moment. */
    private static final class Rascal {
        private final Trick trick;
        private final String request;
        private Optional<SelectionKey> key = Optional.empty();
        private long saidNanos;

        Rascal(Trick trick, String request) {
            this.trick = trick;
            this.request = request;
        }
    }

    /**
     * What they have done.
     *
     * @param returns how often one came back that had been thrown out
     * @param events that they published in a room of their own
     */
    record Account(int resets, int returns, long bytesUp, long bytesDown, long events) {}

    private Nuisance(InetSocketAddress server, int resetsPerSecond) throws IOException {
        this.server = server;
        this.resetsPerSecond = resetsPerSecond;
        this.selector = Selector.open();
        this.thread = new Thread(this::run, "nuisance");
        this.thread.setDaemon(true);
    }

    /** Starts them, and returns when all are connected. */
    static Nuisance start(InetSocketAddress server, int stalled, int deaf, int resetsPerSecond)
            throws IOException, InterruptedException {
        Nuisance nuisance = new Nuisance(server, resetsPerSecond);
        for (int i = 0; i < stalled; i++) {
            nuisance.rascals.add(nuisance.stalled(i));
        }
        for (int i = 0; i < deaf; i++) {
            nuisance.rascals.add(nuisance.deaf(i));
        }
        nuisance.thread.start();
        while (!nuisance.ready && nuisance.thread.isAlive()) {
            nuisance.thread.join(TICK_MILLIS);
        }
        return nuisance;
    }

    private Rascal stalled(int number) {
        String whole = request("GET", Technique.WEBSOCKET.pathPrefix() + ROOM) + "Upgrade: websocket\r\nConnec";
        return switch (number % 3) {
            case 0 -> new Rascal(Trick.SILENT, "");
            case 1 -> new Rascal(Trick.HALF_A_HANDSHAKE, whole);
            default -> new Rascal(Trick.A_BYTE_A_SECOND, "G");
        };
    }

    private Rascal deaf(int number) {
        List<Technique> all = List.of(Technique.LONG_POLLING, Technique.STREAMING, Technique.SSE, Technique.WEBSOCKET);
        Technique technique = all.get(number % all.size());
        String rest = technique == Technique.WEBSOCKET ? UPGRADE : "\r\n";
        return new Rascal(Trick.DEAF, request("GET", technique.pathPrefix() + ROOM + "?after=0") + rest);
    }

    private static String request(String method, String target) {
        return method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n";
    }

    /** Has all take leave, and tells what they have done. To be called once. */
    Account leave() throws InterruptedException {
        leaving = true;
        selector.wakeup();
        thread.join();
        failure.ifPresent(why -> {
            throw new IllegalStateException(why);
        });
        return new Account(resets, returns, bytesUp, bytesDown, events);
    }

    @Override
    public void close() throws IOException {
        leaving = true;
        thread.interrupt();
        selector.close();
    }

    private void run() {
        try {
            for (int i = 0; i < EVENTS; i++) {
                publish();
            }
            long startNanos = System.nanoTime();
            while (!leaving) {
                connectSome();
                selector.select(TICK_MILLIS);
                readAll();
                long nowNanos = System.nanoTime();
                if (ready) {
                    trickle(nowNanos);
                    while (resets < TimeUnit.NANOSECONDS.toMillis(nowNanos - startNanos) * resetsPerSecond / 1_000) {
                        ask(request("GET", Routes.HEALTH) + "\r\n", true);
                        resets++;
                    }
                }
            }
            takeLeave();
        } catch (IOException failed) {
            failure = Optional.of("a nuisance failed: " + failed);
        }
    }

    private void connectSome() throws IOException {
        int left = CONNECTS_AT_ONCE;
        for (int i = 0; i < rascals.size() && left > 0; i++) {
            Rascal rascal = rascals.get(i);
            if (rascal.key.isEmpty()) {
                connect(rascal);
                left--;
            }
        }
        ready |= connected >= rascals.size();
    }

    private void connect(Rascal rascal) throws IOException {
        SocketChannel socket = SocketChannel.open();
        if (rascal.trick == Trick.DEAF) {
            socket.setOption(StandardSocketOptions.SO_RCVBUF, 2_048);
        }
        socket.connect(server);
        bytesUp += socket.write(ByteBuffer.wrap(rascal.request.getBytes(StandardCharsets.US_ASCII)));
        socket.configureBlocking(false);
        int interest = rascal.trick == Trick.DEAF ? 0 : SelectionKey.OP_READ;
        rascal.key = Optional.of(socket.register(selector, interest, rascal));
        rascal.saidNanos = System.nanoTime() - connected % 100 * BYTE_NANOS / 100; // not all in the same instant
        connected++;
    }

    private void readAll() throws IOException {
        for (SelectionKey key : selector.selectedKeys()) {
            if (read((SocketChannel) key.channel())) {
                key.channel().close();
                ((Rascal) key.attachment()).key = Optional.empty();
                returns += leaving ? 0 : 1;
            }
        }
        selector.selectedKeys().clear();
    }

    /** Whether that was the end of it. */
    private boolean read(SocketChannel socket) throws IOException {
        in.clear();
        int bytes = socket.read(in);
        bytesDown += Math.max(0, bytes);
        return bytes < 0;
    }

    private void trickle(long nowNanos) {
        for (Rascal rascal : rascals) {
            if (rascal.trick == Trick.A_BYTE_A_SECOND
                    && rascal.key.isPresent()
                    && nowNanos - rascal.saidNanos > BYTE_NANOS) {
                rascal.saidNanos = nowNanos;
                say((SocketChannel) rascal.key.get().channel());
            }
        }
    }

    private void say(SocketChannel socket) {
        try {
            bytesUp += socket.write(ByteBuffer.wrap(new byte[] {'G'}));
        } catch (IOException thrownOut) {
            // Its end is read next.
        }
    }

    private void publish() throws IOException {
        String body = "{\"data\":\"" + "x".repeat(EVENT_BYTES) + "\"}";
        ask(
                request("POST", Routes.PUBLISH_PREFIX + ROOM) + "Content-Length: " + body.length() + "\r\n\r\n" + body,
                false);
        events++;
    }

    /** A request on a connection of its own, and its answer, which is not long; then its end, or a reset. */
    private void ask(String request, boolean reset) throws IOException {
        try (SocketChannel socket = SocketChannel.open(server)) {
            bytesUp += request.length();
            ByteBuffer out = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
            while (out.hasRemaining()) {
                socket.write(out);
            }
            read(socket);
            if (reset) {
                socket.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        }
    }

    /** Those that are deaf hear at last what was said to them. */
    private void takeLeave() throws IOException {
        for (Rascal rascal : rascals) {
            if (rascal.key.isPresent()) {
                SelectionKey key = rascal.key.get();
                ((SocketChannel) key.channel()).shutdownOutput();
                key.interestOps(SelectionKey.OP_READ);
            }
        }
        long deadline = System.nanoTime() + LONGEST_LEAVE_NANOS;
        while (!selector.keys().isEmpty()) {
            selector.select(TICK_MILLIS);
            readAll();
            selector.selectNow(); // takes those out that were closed
            if (System.nanoTime() > deadline) {
                throw new IOException(
                        "the server did not let " + selector.keys().size() + " of them go");
            }
        }
        selector.close();
    }
}
