package dev.pushbench.maven;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * A server of the user's project, started for a run.
 *
 * @param longestStart after which it is given up
 */
record OwnServer(Target target, Duration longestStart) {
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int LONGEST_ANSWER_MILLIS = 1_000;
    private static final int LAST_WORDS = 3;
    private static final int OK = 200;

    /**
     * Starts it and waits until it answers.
     *
     * @param log takes what it prints
     * @return the running process, to be closed
     * @throws MojoExecutionException where it does not come up, with its last words; it has been ended then
     */
    ChildProcess start(JavaCommand command, Path log) throws MojoExecutionException {
        if (isListening()) {
            throw new MojoExecutionException(
                    "something listens at " + target + " already, and would be measured in place of "
                            + command.mainClass() + ": end it, or choose another port");
        }
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            // Its input stays open for as long as we live.
            ChildProcess process = ChildProcess.start(new ProcessBuilder(command.words())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile()));
            awaitAnswer(process, command.mainClass(), log);
            return process;
        } catch (IOException notStarted) {
            throw new MojoExecutionException(
                    command.mainClass() + " cannot be started: " + notStarted.getMessage(), notStarted);
        }
    }

    private void awaitAnswer(ChildProcess process, String name, Path log) throws MojoExecutionException {
        boolean up = false;
        try {
            long giveUpNanos = System.nanoTime() + longestStart.toNanos();
            while (!up) {
                if (process.endsWithin(PAUSE)) {
                    throw new MojoExecutionException(name + " ended with exit code " + process.exitCode()
                            + " before it answered at " + target.health() + lastWords(log));
                }
                up = isHealthy();
                if (!up && System.nanoTime() > giveUpNanos) {
                    throw new MojoExecutionException(name + " did not answer 200 at " + target.health() + " within "
                            + longestStart.toSeconds() + " s" + lastWords(log));
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("interrupted while waiting for " + name, interrupted);
        } finally {
            if (!up) {
                process.close();
            }
        }
    }

    private boolean isHealthy() {
        try {
            return answer() == OK;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Whatever it answers. */
    private boolean isListening() {
        try {
            answer();
            return true;
        } catch (IOException nothing) {
            return false;
        }
    }

    private int answer() throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) target.health().toURL().openConnection();
        connection.setConnectTimeout(LONGEST_ANSWER_MILLIS);
        connection.setReadTimeout(LONGEST_ANSWER_MILLIS);
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }

    /** On one line, and without the frames of stack traces: what is said is above them. */
    private static String lastWords(Path log) {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("at ") && !line.startsWith("... "))
                    .toList();
            List<String> last = lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size());
            return "; its last words (" + log + "): " + (last.isEmpty() ? "none" : String.join(" | ", last));
        } catch (IOException unreadable) {
            return "; what it printed cannot be read: " + unreadable.getMessage();
        }
    }
}
