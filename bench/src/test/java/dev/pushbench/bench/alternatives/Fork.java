package dev.pushbench.bench.alternatives;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pushbench.bench.host.ChildCommand;
import dev.pushbench.bench.host.CpuPinning;
import dev.pushbench.bench.host.JsonLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The process of a crowd, from outside. It is killed where it takes longer than it may. */
final class Fork implements AutoCloseable {
    private static final long LONGEST_SECONDS = 120;

    private final Process process;
    private final BufferedReader out;
    private final Writer in;

    private Fork(Process process) {
        this.process = process;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        this.in = new OutputStreamWriter(process.getOutputStream(), UTF_8);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // killing what has ended does nothing
    static Fork start(List<Integer> cores, CrowdOrder order) throws IOException {
        List<String> words = new ArrayList<>(CpuPinning.prefixFor(cores));
        words.add(ProcessHandle.current().info().command().orElse("java"));
        words.addAll(ChildCommand.JVM_FLAGS);
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), CrowdMain.class.getName()));
        words.add(JsonLine.of(order));
        Process process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        CompletableFuture.delayedExecutor(LONGEST_SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
        return new Fork(process);
    }

    /** Returns when it is there. */
    void await(Stage stage) throws IOException {
        String line = line();
        if (!line.equals(stage.name())) {
            throw new IOException("the crowd said '" + line + "' in the place of " + stage);
        }
    }

    void goOn() throws IOException {
        in.write("go\n");
        in.flush();
    }

    /** What it says at its end. */
    CrowdFigures figures() throws IOException {
        return JsonLine.read(line(), CrowdFigures.class);
    }

    private String line() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the crowd ended before it was done; what it said stands above");
        }
        return line;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
