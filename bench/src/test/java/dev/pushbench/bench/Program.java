package dev.pushbench.bench;

import dev.pushbench.bench.StartArchives.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command line of this program in a process of its own, where a test looks at what it does and not at how fast: its JVMs compile no
 * more than they must and take little memory, so that they disturb one another less.
 */
public final class Program {
    /** The last: JMH would start two more JVMs for each trial, to find out what no trial needs. */
    static final List<String> LIGHT = List.of(
            "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Djmh.blackhole.autoDetect=false");

    /** For the server and the load generator, as a user may say it too. */
    private static final List<String> LIGHT_PROCESS = List.of("-XX:TieredStopAtLevel=1", "-Xms64m", "-Xmx64m");

    private Program() {}

    /** As a user types it. */
    static List<String> asItIs(List<String> words) {
        return inJvm(List.of(), words);
    }

    /** In a light JVM. */
    static List<String> light(List<String> words) {
        return inJvm(together(LIGHT, StartArchives.flags(Role.LEAD)), words);
    }

    /** {@code run} in a light JVM that starts light ones. */
    public static List<String> lightRun(List<String> options) {
        return light(together(List.of("run"), together(lightProcesses(), options)));
    }

    /** Options of what runs trials that make its processes light. */
    public static List<String> lightProcesses() {
        return lightProcesses(List.of());
    }

    /** The same with these flags of the server's JVM, which win. */
    static List<String> lightProcesses(List<String> serverFlags) {
        return List.of(lightServer(serverFlags), generator(StartArchives.flags(Role.GENERATOR)));
    }

    /** The one that makes the server light, with these flags of its JVM, which win. */
    static String lightServer(List<String> flags) {
        return server(together(StartArchives.flags(Role.SERVER), flags));
    }

    /** Options with which light processes write archives down. */
    static List<String> writingProcesses(List<String> serverFlags, List<String> generatorFlags) {
        return List.of(server(serverFlags), generator(generatorFlags));
    }

    private static String server(List<String> flags) {
        return "--server-opts=" + String.join(" ", together(LIGHT_PROCESS, flags));
    }

    private static String generator(List<String> flags) {
        return "--jmh-args="
                + together(LIGHT_PROCESS, flags).stream()
                        .map(flag -> "-jvmArgsAppend " + flag)
                        .collect(Collectors.joining(" "));
    }

    private static List<String> together(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
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
        command.addAll(List.of("-cp", StartArchives.classPath(), Pushbench.class.getName()));
        command.addAll(words);
        return command;
    }
}
