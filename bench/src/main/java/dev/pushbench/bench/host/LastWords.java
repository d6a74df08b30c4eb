package dev.pushbench.bench.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last lines that a process wrote.
 *
 * <p>A thread of its own reads all of them, so that the process never blocks on a full pipe; only the last are kept.
 */
final class LastWords {
    private static final int LINES = 50;
    private static final long LONGEST_END_MILLIS = 1_000;

    private final Deque<String> lines = new ArrayDeque<>(LINES);
    private final Thread reader;

    private LastWords(InputStream output) {
        reader = new Thread(() -> drain(output), "last-words");
        reader.setDaemon(true);
    }

    static LastWords of(InputStream output) {
        LastWords words = new LastWords(output);
        words.reader.start();
        return words;
    }

    /** Begins with what ended it, where that was said. */
    synchronized List<String> lines() {
        return JvmWords.of(List.copyOf(lines));
    }

    /** Waits, not for long, until everything that an ended process wrote has been read. */
    void awaitEnd() throws InterruptedException {
        reader.join(LONGEST_END_MILLIS);
    }

    private void drain(InputStream output) {
        try (BufferedReader text = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
            for (String line = text.readLine(); line != null; line = text.readLine()) {
                add(line);
            }
        } catch (IOException closed) {
            add("(cannot be read further: " + closed.getMessage() + ")");
        }
    }

    /** Also what a JVM says on stdout as it ends. */
    synchronized void add(String line) {
        if (lines.size() == LINES) {
            lines.removeFirst();
        }
        lines.addLast(line);
    }
}
