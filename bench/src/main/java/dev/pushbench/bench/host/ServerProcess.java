package dev.pushbench.bench.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A server in a process of its own, ready for requests, until it is closed.
 *
 * <pre>
 *   start ──ready line──▶ alive ──close: SIGTERM, after 5 s SIGKILL──▶ gone
 *     │                     └────────────── it dies ────────────────▶ gone
 *     └─it dies, or no ready line in time─▶ ServerFailedException, gone
 * </pre>
 *
 * Its stdin stays open while we live: a server that sees it close ends itself, so none survives us.
 */
public final class ServerProcess implements AutoCloseable {
    public static final Duration LONGEST_START = Duration.ofSeconds(20);

    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(5);

    private final Process process;
    private final InetSocketAddress address;
    private final LastWords lastWords;

    private ServerProcess(Process process, InetSocketAddress address, LastWords lastWords) {
        this.process = process;
        this.address = address;
        this.lastWords = lastWords;
    }

    /**
     * Starts a server and waits until it says where it listens. Nothing is left running when this throws.
     *
     * @param longestStart how long it may take
     * @throws ServerFailedException where it ends, says something else, or says nothing in time
     * @throws InterruptedException where the waiting thread is interrupted
     */
    public static ServerProcess start(ServerCommand command, Duration longestStart)
            throws ServerFailedException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command.words()).start();
        } catch (IOException notStarted) {
            throw new ServerFailedException("the server cannot be started: " + notStarted.getMessage());
        }
        LastWords lastWords = LastWords.of(process.getErrorStream());
        boolean ready = false;
        try {
            Optional<String> line = firstLine(process, longestStart);
            if (line.isEmpty()) {
                throw new ServerFailedException(whyNotReady(process, lastWords, longestStart));
            }
            InetSocketAddress address = listening(line.get());
            ready = true;
            return new ServerProcess(process, address, lastWords);
        } finally {
            if (!ready) {
                process.destroyForcibly();
            }
        }
    }

    /** Where it listens, resolved. */
    public InetSocketAddress address() {
        return address;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Runs {@code action} on some thread once the process has ended, whoever ended it. */
    public void whenGone(Runnable action) {
        CompletableFuture<Void> unused = process.onExit().thenRun(action);
    }

    /** How it ended, for people; {@code still running} where it has not. */
    public String exitDescription() {
        return describeExit(process);
    }

    /** The last lines of its stderr; of an ended process all there will be. */
    public List<String> lastWords() throws InterruptedException {
        if (!process.isAlive()) {
            lastWords.awaitEnd();
        }
        return lastWords.lines();
    }

    /** Ends the process, and returns when it is gone. An interrupt does not stop this; it is set again afterwards. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        // The handle signals and no more; the process itself would close the pipes too, and two goodbyes at once race.
        process.toHandle().destroy();
        long giveUpNanos = System.nanoTime() + LONGEST_GOODBYE.toNanos();
        while (process.isAlive()) {
            try {
                if (!process.waitFor(giveUpNanos - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    process.destroyForcibly().waitFor();
                }
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        process.destroy();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The first line of stdout, read on a thread of its own because reading a pipe knows no time limit. */
    private static Optional<String> firstLine(Process process, Duration longest) throws InterruptedException {
        BlockingQueue<Optional<String>> first = new ArrayBlockingQueue<>(1);
        Thread reader = new Thread(() -> drain(process, first), "server-output");
        reader.setDaemon(true);
        reader.start();
        Optional<String> line = first.poll(longest.toNanos(), TimeUnit.NANOSECONDS);
        return line == null ? Optional.empty() : line;
    }

    private static void drain(Process process, BlockingQueue<Optional<String>> first) {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = out.readLine();
            first.add(Optional.ofNullable(line));
            while (line != null) {
                line = out.readLine();
            }
        } catch (IOException closed) {
            first.offer(Optional.empty());
        }
    }

    private static String whyNotReady(Process process, LastWords lastWords, Duration longest)
            throws InterruptedException {
        // Its stdout may close a moment before the process is gone.
        boolean gone = process.waitFor(1, TimeUnit.SECONDS);
        String why = gone
                ? "the server ended before it was ready (" + describeExit(process) + ")"
                : "the server was not ready within " + longest.toMillis() + " ms";
        if (gone) {
            lastWords.awaitEnd();
        }
        List<String> words = lastWords.lines();
        return words.isEmpty() ? why : why + ": " + String.join(System.lineSeparator(), words);
    }

    private static InetSocketAddress listening(String line) throws ServerFailedException {
        try {
            JsonNode listening = new ObjectMapper().readTree(line).path("listening");
            URI uri = URI.create(listening.asText());
            if (uri.getHost() != null && uri.getPort() > 0) {
                return new InetSocketAddress(InetAddress.getByName(uri.getHost()), uri.getPort());
            }
        } catch (JsonProcessingException | IllegalArgumentException | UnknownHostException unreadable) {
            // Said below, with the line itself, which tells more than the parser does.
        }
        throw new ServerFailedException("the server did not say where it listens, but: " + line);
    }

    /** A shell's convention, which the JVM follows: 128 and the number of the signal. */
    private static String describeExit(Process process) {
        if (process.isAlive()) {
            return "still running";
        }
        int code = process.exitValue();
        return code > 128 && code < 160 ? "ended by signal " + (code - 128) : "exit code " + code;
    }
}
