package dev.pushbench.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The command line of this program in a process of its own, where a test looks at what it does and not at how fast: its JVMs compile no
 * more than they must and take little memory, so that they disturb one another less.
 */
public final class Program {
    /** The last: JMH would start two more JVMs for each trial, to find out what no trial needs. */
    private static final List<String> LIGHT = List.of(
            "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Djmh.blackhole.autoDetect=false");

    /** For the server and the load generator, as a user may say it too. */
    private static final List<String> LIGHT_PROCESSES = List.of(
            "--server-opts=-XX:TieredStopAtLevel=1 -Xms64m -Xmx64m",
            "--jmh-args=-jvmArgsAppend -XX:TieredStopAtLevel=1 -jvmArgsAppend -Xms64m -jvmArgsAppend -Xmx64m");

    private Program() {}

    /** As a user types it. */
    static List<String> asItIs(List<String> words) {
        return inJvm(List.of(), words);
    }

    /** In a light JVM. */
    static List<String> light(List<String> words) {
        return inJvm(LIGHT, words);
    }

    /** {@code run} in a light JVM that starts light ones. */
    public static List<String> lightRun(List<String> options) {
        List<String> words = new ArrayList<>(List.of("run"));
        words.addAll(LIGHT_PROCESSES);
        words.addAll(options);
        return light(words);
    }

    /** Whatever becomes of the test, it ends: reading a pipe knows no time limit, and its end comes with that of the process. */
    static Process start(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).start();
        CompletableFuture.delayedExecutor(100, TimeUnit.SECONDS).execute(process::destroyForcibly);
        return process;
    }

    private static List<String> inJvm(List<String> flags, List<String> words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir")));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Pushbench.class.getName()));
        command.addAll(words);
        return command;
    }
}
