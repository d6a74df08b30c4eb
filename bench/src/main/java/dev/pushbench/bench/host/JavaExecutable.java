package dev.pushbench.bench.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JVM to run the server with.
 *
 * @param path of the executable
 * @param version as the JVM itself says it
 */
public record JavaExecutable(Path path, String version) {
    private static final int LEAST_FEATURE = 17;
    private static final long LONGEST_ANSWER_SECONDS = 10;
    private static final Pattern VERSION = Pattern.compile("version \"(([0-9]+)[^\"]*)\"");

    /** The JVM that runs this. */
    public static JavaExecutable ofThisJvm() {
        return new JavaExecutable(
                executable(Path.of(System.getProperty("java.home"))),
                Runtime.version().toString());
    }

    /**
     * The JVM at {@code given}, an executable or a JVM's home folder, asked for its version; empty where there is none
     * that runs this program.
     */
    public static Optional<JavaExecutable> at(Path given) throws InterruptedException {
        Path path = Files.isDirectory(given) ? executable(given) : given;
        if (!Files.isRegularFile(path) || !Files.isExecutable(path)) {
            return Optional.empty();
        }
        Matcher matcher = VERSION.matcher(answer(path));
        if (!matcher.find() || Integer.parseInt(matcher.group(2)) < LEAST_FEATURE) {
            return Optional.empty();
        }
        return Optional.of(new JavaExecutable(path.toAbsolutePath(), matcher.group(1)));
    }

    private static Path executable(Path home) {
        return home.resolve("bin").resolve("java");
    }

    /** What {@code java -version} prints; empty where the file cannot be run or does not end. */
    private static String answer(Path path) throws InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(path.toString(), "-version")
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException notRunnable) {
            return "";
        }
        try {
            if (!process.waitFor(LONGEST_ANSWER_SECONDS, TimeUnit.SECONDS)) {
                return "";
            }
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return "";
        } finally {
            process.destroyForcibly();
        }
    }
}
