package dev.pushbench.bench.host;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A program that is run to its end, within a time; what it says to stderr goes into a log. */
public final class ChildProcess {
    /** A run that is told to stop keeps what it has measured, ends its own children, and may take this long. */
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(20);

    private ChildProcess() {}

    /**
     * What came of it.
     *
     * @param exitCode as a shell has it
     * @param output all of its stdout
     */
    public record Ending(int exitCode, String output) {}

    /**
     * Runs it to its end. An interrupt of the calling thread ends it first.
     *
     * @param directory it runs in
     * @param log that its stderr is appended to
     * @throws IOException where it cannot be started, or does not end in that time; it is gone then
     */
    public static Ending run(List<String> words, Path directory, Path log, Duration longest)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words)
                .directory(directory.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> text(process));
        boolean ended = false;
        try {
            ended = process.waitFor(longest.toNanos(), TimeUnit.NANOSECONDS);
            if (!ended) {
                throw new IOException("it did not end within " + longest.toSeconds() + " s");
            }
            return new Ending(process.exitValue(), output.join());
        } finally {
            if (!ended) {
                end(process);
            }
        }
    }

    private static String text(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException closed) {
            return ""; // it was ended, and nobody asks what it said
        }
    }

    /** With all that it started. An interrupt does not stop this; it is set again afterwards. */
    private static void end(Process process) {
        boolean interrupted = Thread.interrupted();
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(LONGEST_GOODBYE.toNanos(), TimeUnit.NANOSECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException again) {
            interrupted = true;
            process.destroyForcibly();
        }
        children.forEach(ProcessHandle::destroyForcibly);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
