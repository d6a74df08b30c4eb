package dev.pushbench.bench.link;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A link in front of one server, until it is closed. Whoever connects to its {@link #address} reaches the server as over a network of that
 * profile.
 *
 * <p>Any thread.
 */
public final class Relay implements AutoCloseable {
    private static final long CLOSE_MILLIS = 5_000;
    private static final long ANSWER_SECONDS = 10;

    /** What may be under way beside what the way itself holds: a socket's buffer. */
    private static final int SOCKET_BYTES = End.SOCKET_BUFFER_BYTES;

    /** What may be under way in all connections together, both ways; each has {@link #SOCKET_BYTES} whatever comes. */
    private static final long ALL_BYTES = 512L << 20;

    /** As much as TCP has under way without window scaling's larger steps; more than any technique sends at once. */
    private static final long MOST_BYTES = 1L << 20;

    private final RelayLoop loop;
    private final InetSocketAddress address;
    private final Thread thread;
    private volatile @Nullable Throwable failure;

    private Relay(RelayLoop loop) throws IOException {
        this.loop = loop;
        this.address = loop.address();
        this.thread = new Thread(this::run, "link");
        this.thread.setDaemon(true);
    }

    /**
     * Starts to listen, on the server's own address.
     *
     * @param users that are expected, each of which has one connection at a time
     */
    public static Relay open(LinkProfile profile, InetSocketAddress server, int users) throws IOException {
        Relay relay = new Relay(new RelayLoop(profile, server, mostBytes(profile, users)));
        relay.thread.start();
        return relay;
    }

    /** How much may be under way on one way of a connection: what bandwidth and delay make, and a socket's buffer. */
    static int mostBytes(LinkProfile profile, int users) {
        long holdsBytes = profile.bitsPerSecond().isEmpty()
                ? MOST_BYTES
                : profile.bitsPerSecond().getAsLong()
                        / Byte.SIZE
                        * profile.longestOneWay().toMillis()
                        / 1000;
        long share = ALL_BYTES / 2 / Math.max(1, users);
        return (int) Math.min(MOST_BYTES, Math.max(SOCKET_BYTES, Math.min(share, holdsBytes + SOCKET_BYTES)));
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return address;
    }

    /** What has ended it before it was closed. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** Returns when it has ended, for whatever reason. */
    public void awaitEnd() throws InterruptedException {
        thread.join();
    }

    /**
     * What it has done so far.
     *
     * @throws IllegalStateException where it has ended, or does not answer
     */
    public LinkFigures figures() {
        CompletableFuture<LinkFigures> answer = new CompletableFuture<>();
        loop.execute(() -> answer.complete(loop.figures()));
        try {
            return answer.orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException silent) {
            throw new IllegalStateException(
                    "the link does not answer", failure().orElse(silent));
        }
    }

    private void run() {
        try {
            loop.run();
        } catch (Throwable e) {
            failure = e; // told to whoever asks; the thread ends
        }
    }

    /** Closes it and all its connections. */
    @Override
    public void close() {
        loop.stop();
        boolean interrupted = Thread.interrupted();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
