package dev.pushbench.bench.jmh.macro;

import dev.pushbench.bench.host.JsonLine;
import dev.pushbench.client.Load;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The other end of a fork's {@link Principal}: gives one trial's order to the one fork that connects, and hears what it says. */
final class ForkLine implements AutoCloseable {
    private final ServerSocket listening;
    private final TrialOrder order;
    private final Consumer<Load.Progress> progress;
    private final Thread reader;
    private Optional<Socket> fork = Optional.empty();
    private Optional<TrialOutcome> outcome = Optional.empty();
    private boolean stopped;
    private final long openedNanos = System.nanoTime();
    private volatile OptionalLong heardNanos = OptionalLong.empty();

    private ForkLine(ServerSocket listening, TrialOrder order, Consumer<Load.Progress> progress) {
        this.listening = listening;
        this.order = order;
        this.progress = progress;
        this.reader = new Thread(this::listen, "fork line");
        this.reader.setDaemon(true);
    }

    /**
     * Waits for a fork from now on.
     *
     * @param progress is told on a thread of its own
     */
    static ForkLine open(TrialOrder order, Consumer<Load.Progress> progress) {
        try {
            ForkLine line = new ForkLine(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), order, progress);
            line.reader.start();
            return line;
        } catch (IOException noPort) {
            throw new UncheckedIOException("no port of the loopback can be listened on", noPort);
        }
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Has the fork end its trial early, and say what it measured until then. */
    synchronized void stop() {
        stopped = true;
        fork.ifPresent(ForkLine::tellToStop);
    }

    /**
     * How the fork is silent for longer than it may be, for people; empty where it is not.
     *
     * @param longestStart until it has connected
     * @param longest since it connected, or last spoke
     */
    Optional<String> silence(Duration longestStart, Duration longest) {
        OptionalLong last = heardNanos;
        long silentNanos = System.nanoTime() - last.orElse(openedNanos);
        if (silentNanos <= (last.isPresent() ? longest : longestStart).toNanos()) {
            return Optional.empty();
        }
        return Optional.of(
                last.isPresent()
                        ? "said nothing for " + longest.toSeconds() + " s"
                        : "did not start within " + longestStart.toSeconds() + " s");
    }

    /** What the fork has said came of it; empty where it has not. To be asked when the fork is gone. */
    Optional<TrialOutcome> outcome() throws InterruptedException {
        closeListening();
        reader.join();
        synchronized (this) {
            return outcome;
        }
    }

    private void listen() {
        try (Socket connected = listening.accept();
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(connected.getInputStream(), StandardCharsets.UTF_8))) {
            greet(connected);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                heardNanos = OptionalLong.of(System.nanoTime());
                TrialWord word = JsonLine.read(line, TrialWord.class);
                word.progress().ifPresent(progress);
                synchronized (this) {
                    outcome = word.outcome().or(() -> outcome);
                }
            }
        } catch (IOException | IllegalArgumentException ended) {
            // It is gone, none came, or it is no fork of ours; what it said until then stands.
        }
    }

    private synchronized void greet(Socket connected) throws IOException {
        if (listening.isClosed()) {
            throw new IOException("nobody waits for a fork any more");
        }
        heardNanos = OptionalLong.of(System.nanoTime());
        out(connected).println(JsonLine.of(order));
        fork = Optional.of(connected);
        if (stopped) {
            tellToStop(connected);
        }
    }

    private static void tellToStop(Socket connected) {
        try {
            out(connected).println(Principal.STOP);
        } catch (IOException gone) {
            // Then it needs no telling.
        }
    }

    private static PrintStream out(Socket connected) throws IOException {
        return new PrintStream(connected.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    private void closeListening() {
        try {
            listening.close();
        } catch (IOException closed) {
            // It listens no more, as it should.
        }
    }

    @Override
    public void close() {
        closeListening();
        synchronized (this) {
            fork.ifPresent(connected -> {
                try {
                    connected.close();
                } catch (IOException closed) {
                    // It is closed, as it should be.
                }
            });
        }
    }
}
