package dev.pushbench.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of another program. */
final class Child implements AutoCloseable {
    private static final long LIMIT_SECONDS = 30;

    private final Process process;
    private final BufferedReader out;
    private final Path errors;

    private Child(List<String> command, Map<String, String> environment) throws IOException {
        errors = Files.createTempFile("pushbench", ".err");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().putAll(environment);
        builder.environment().remove("JAVA_TOOL_OPTIONS"); // Java tells of it on standard error
        process = builder.start();
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    static Child run(String... command) throws IOException {
        return new Child(Arrays.asList(command), Map.of());
    }

    static Child run(Map<String, String> environment, String... command) throws IOException {
        return new Child(Arrays.asList(command), environment);
    }

    /** The server's main in a virtual machine of its own, on the class path of this one. */
    static Child serve(String... options) throws IOException {
        return new Child(serving(options), Map.of());
    }

    /** The same under a limit that the shell sets, in its own words. */
    static Child serveLimited(String limit, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit " + limit + "; exec \"$@\"", "sh"));
        command.addAll(serving(options));
        return new Child(command, Map.of());
    }

    private static List<String> serving(String... options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path", ""),
                ServerMain.class.getName()));
        command.addAll(Arrays.asList(options));
        return command;
    }

    /** The next line of its output; waits for it. */
    String line() {
        try {
            String line = out.readLine();
            if (line == null) {
                throw new AssertionError("no more output; on standard error: " + errors());
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whatever else it says until it ends. */
    String rest() {
        try {
            StringBuilder rest = new StringBuilder();
            for (int next = out.read(); next >= 0; next = out.read()) {
                rest.append((char) next);
            }
            return rest.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How it ended; waits for it. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end");
        }
        return process.exitValue();
    }

    String errors() {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Process process() {
        return process;
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(errors);
    }
}
