package dev.pushbench.bench.host;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a server's process.
 *
 * @param java executable of the JVM
 * @param mainClass on this JVM's class path
 */
public record ServerCommand(Path java, List<String> jvmFlags, String mainClass, List<String> arguments) {
    /**
     * The heap is fixed so that no cell pays for growing it. The collector is named because a JVM that sees one core
     * silently chooses another one. The file of performance data is off because the JVM writes it during collections,
     * and a busy disk then shows as a pause.
     */
    public static final List<String> JVM_FLAGS =
            List.of("-Xms512m", "-Xmx512m", "-XX:+UseParallelGC", "-XX:-UsePerfData");

    private static final String MAIN_CLASS = "dev.pushbench.server.ServerMain";

    public ServerCommand {
        jvmFlags = List.copyOf(jvmFlags);
        arguments = List.copyOf(arguments);
    }

    /** The server of this build on a free port of the loopback, ending when we do. */
    public static ServerCommand onLoopback(Path java, int ioThreads) {
        return new ServerCommand(
                java,
                JVM_FLAGS,
                MAIN_CLASS,
                List.of(
                        "--host",
                        "127.0.0.1",
                        "--port",
                        "0",
                        "--io-threads",
                        Integer.toString(ioThreads),
                        "--until-stdin-closes"));
    }

    List<String> words() {
        List<String> words = new ArrayList<>();
        words.add(java.toString());
        words.addAll(jvmFlags);
        words.add("-cp");
        words.add(System.getProperty("java.class.path"));
        words.add(mainClass);
        words.addAll(arguments);
        return words;
    }
}
