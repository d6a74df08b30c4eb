package dev.pushbench.bench.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A JVM that we started, and speak with in lines: ours to its stdin, its own from its stdout.
 *
 * <p>Its stdin stays open while we live: a child ends when it sees it close, so none survives us.
 */
final class Child implements AutoCloseable {
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(5);

    private final String name;
    private final Process process;
    private final LastWords lastWords;
    private final Writer input;
    private final BlockingQueue<Optional<String>> lines;
    private final Consumer<Optional<String>> heard;

    private Child(
            String name, Process process, BlockingQueue<Optional<String>> lines, Consumer<Optional<String>> heard) {
        this.name = name;
        this.process = process;
        this.lines = lines;
        this.heard = heard;
        this.lastWords = LastWords.of(process.getErrorStream());
        this.input = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    }

    /**
     * @param name what it is called in messages: the server, the load generator
     * @throws ChildFailedException where it cannot be started
     */
    static Child start(String name, ChildCommand command) throws ChildFailedException {
        BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
        return start(name, command, lines, lines::add);
    }

    /**
     * The same, of which no line is kept for {@link #nextLine}.
     *
     * @param heard gets each line on a thread of its own, and an empty one when no more will come
     */
    static Child start(String name, ChildCommand command, Consumer<Optional<String>> heard)
            throws ChildFailedException {
        return start(name, command, new LinkedBlockingQueue<>(), heard);
    }

    private static Child start(
            String name, ChildCommand command, BlockingQueue<Optional<String>> lines, Consumer<Optional<String>> heard)
            throws ChildFailedException {
        try {
            Child child = new Child(name, new ProcessBuilder(command.words()).start(), lines, heard);
            Thread reader = new Thread(child::readLines, "output of " + name);
            reader.setDaemon(true);
            reader.start();
            return child;
        } catch (IOException notStarted) {
            throw new ChildFailedException(name + " cannot be started: " + notStarted.getMessage());
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Whether it has ended, or does in that time. */
    boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Writes a line to its stdin; nothing happens where it is gone. */
    void tell(String line) {
        try {
            input.write(line);
            input.write('\n');
            input.flush();
        } catch (IOException gone) {
            // It has ended: whoever waits for its answer is told that there is none.
        }
    }

    /** Its next line; empty where none came in time, or none will ever come. */
    Optional<String> nextLine(Duration longest) throws InterruptedException {
        Optional<String> line = lines.poll(longest.toNanos(), TimeUnit.NANOSECONDS);
        if (line == null) {
            return Optional.empty();
        }
        if (line.isEmpty()) {
            lines.add(line); // the end stays the end
        }
        return line;
    }

    /** How it ended, for people; {@code still running} where it has not. A shell's convention: 128 and the signal's number. */
    String exitDescription() {
        if (process.isAlive()) {
            return "still running";
        }
        int code = process.exitValue();
        return code > 128 && code < 160 ? "ended by signal " + (code - 128) : "exit code " + code;
    }

    /** The last lines of its stderr; of an ended process all there will be. */
    List<String> lastWords() throws InterruptedException {
        if (!process.isAlive()) {
            lastWords.awaitEnd();
        }
        return lastWords.lines();
    }

    /** Why nothing came of it, with its last words. */
    ChildFailedException failed(String what, Duration waited) throws InterruptedException {
        // Its stdout may close a moment before the process is gone.
        boolean gone = process.waitFor(1, TimeUnit.SECONDS);
        String why = gone
                ? name + " ended before " + what + " (" + exitDescription() + ")"
                : name + " said nothing for " + waited.toMillis() + " ms before " + what;
        List<String> words = lastWords();
        return new ChildFailedException(
                words.isEmpty() ? why : why + ": " + String.join(System.lineSeparator(), words));
    }

    /** Ends the process at once (SIGKILL), and returns when it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks the process to end, and does not wait for it; {@link #close} is to follow. */
    void dismiss() {
        try {
            input.close();
        } catch (IOException gone) {
            // It has ended, which is all that was wanted.
        }
    }

    /**
     * Ends the process: its stdin is closed, after 5 s SIGKILL. A signal would have the JVM wait 0.3 s for whoever reads its stdin. An
     * interrupt does not stop this; it is set again afterwards.
     */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        dismiss();
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
        process.destroy(); // closes the pipes
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void readLines() {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith(ChildCommand.LAST_LINE)) {
                    lastWords.add(line);
                } else {
                    heard.accept(Optional.of(line));
                }
            }
        } catch (IOException closed) {
            // Then nothing more comes, which is what is said next.
        }
        heard.accept(Optional.empty());
    }
}
