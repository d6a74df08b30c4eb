package dev.pushbench.bench.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pushbench.bench.CommandLines;
import dev.pushbench.bench.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code run} as a user starts it: in a process that starts its own server and generator. */
final class RunProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader progress;

    private RunProcess(Process process) {
        this.process = process;
        this.progress = process.errorReader(StandardCharsets.UTF_8);
    }

    /** @param out in which the run's directory is made */
    static RunProcess start(Path out, String... options) throws IOException {
        List<String> words = new ArrayList<>(List.of("--json", "--out", out.toString()));
        words.addAll(List.of(options));
        return new RunProcess(new ProcessBuilder(Program.lightRun(words)).start());
    }

    /** Reads what it tells of its progress until a line has this in it. */
    void awaitProgress(String words) throws IOException {
        List<String> told = new ArrayList<>();
        for (String line = progress.readLine(); line != null; line = progress.readLine()) {
            told.add(line);
            if (line.contains(words)) {
                return;
            }
        }
        throw new AssertionError("it never told of " + words + ", but " + told);
    }

    /** The process of its server. */
    ProcessHandle server() {
        return process.descendants()
                .filter(child -> CommandLines.of(child).contains("dev.pushbench.bench.host.ServerChild"))
                .findAny()
                .orElseThrow();
    }

    /** Its one cell, once it has ended. */
    JsonNode cell() throws IOException, InterruptedException {
        progress.transferTo(Writer.nullWriter());
        JsonNode summary = new ObjectMapper().readTree(process.getInputStream());
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("it said all, and does not end");
        }
        return summary.at("/cells/0");
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, 20, TimeUnit.SECONDS).join();
        process.destroyForcibly();
    }
}
