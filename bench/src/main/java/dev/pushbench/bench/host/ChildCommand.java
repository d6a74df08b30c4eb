package dev.pushbench.bench.host;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a JVM that we start.
 *
 * @param cores that it may run on; any where there are none
 * @param java executable of the JVM
 * @param mainClass on this JVM's class path
 */
public record ChildCommand(
        List<Integer> cores, Path java, List<String> jvmFlags, String mainClass, List<String> arguments) {
    /**
     * The heap is fixed, and touched before the first user comes, so that no cell pays for growing it and resident memory shows what
     * is outside of it. The collector is named because a JVM that sees one core
     * silently chooses another one. The file of performance data is off because the JVM writes it during collections,
     * and a busy disk then shows as a pause.
     */
    public static final List<String> JVM_FLAGS =
            List.of("-Xms512m", "-Xmx512m", "-XX:+UseParallelGC", "-XX:-UsePerfData", "-XX:+AlwaysPreTouch");

    /** Of a server for which nothing else is asked for. */
    public static final int DEFAULT_IO_THREADS = 1;

    public ChildCommand {
        cores = List.copyOf(cores);
        jvmFlags = List.copyOf(jvmFlags);
        arguments = List.copyOf(arguments);
    }

    /** A server of this build on a free port of the loopback, that answers for its figures and ends when we do. */
    public static ChildCommand server(List<Integer> cores, Path java, List<String> jvmFlags, int ioThreads) {
        return new ChildCommand(
                cores,
                java,
                jvmFlags,
                ServerChild.class.getName(),
                List.of("--host", "127.0.0.1", "--port", "0", "--io-threads", Integer.toString(ioThreads)));
    }

    /** The same with these arguments after those it has. */
    public ChildCommand with(List<String> more) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(more);
        return new ChildCommand(cores, java, jvmFlags, mainClass, all);
    }

    List<String> words() {
        List<String> words = new ArrayList<>(CpuPinning.prefixFor(cores));
        words.add(java.toString());
        words.addAll(jvmFlags);
        words.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
        words.add("-cp");
        words.add(System.getProperty("java.class.path"));
        words.add(mainClass);
        words.addAll(arguments);
        return words;
    }
}
