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
    private static final String DEFAULT_HOST = "127.0.0.1";
    private static final String LEAST_HEAP = "-Xms512m";
    private static final String MOST_HEAP = "-Xmx512m";
    private static final String BOXED_FILES = "-XX:AutoBoxCacheMax=65536";

    /**
     * The heap is fixed, and touched before the first user comes, so that no cell pays for growing it and resident memory shows what
     * is outside of it. The collector is named because a JVM that sees one core
     * silently chooses another one. The file of performance data is off because the JVM writes it during collections,
     * and a busy disk then shows as a pause. Numbers up to that of the last open file are boxed once and for all, for 1 MB: the
     * JDK's selector looks each ready socket up by its boxed number, which else is 16 bytes for each delivery.
     */
    public static final List<String> JVM_FLAGS = List.of(
            LEAST_HEAP, MOST_HEAP, "-XX:+UseParallelGC", "-XX:-UsePerfData", "-XX:+AlwaysPreTouch", BOXED_FILES);

    /** One that has no memory left is worth nothing: it ends, and says why, on stdout. */
    private static final String ENDS_WITHOUT_MEMORY = "-XX:+ExitOnOutOfMemoryError";

    /** How the line begins that it then says. */
    static final String LAST_LINE = "Terminating due to ";

    private static final String PORT = "--port";

    private static final int LINK_HEAP_MEGABYTES = 64;

    private static final String LINK_MEMORY = "-XX:MaxDirectMemorySize=4g";

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
                List.of(
                        "--host",
                        DEFAULT_HOST,
                        PORT,
                        "0",
                        "--io-threads",
                        Integer.toString(ioThreads),
                        "--connections",
                        Long.toString(FileLimit.connections())));
    }

    /** A load generator that is led by the JVM that starts it. */
    public static ChildCommand generator(List<Integer> cores, Path java, List<String> jvmFlags) {
        return new ChildCommand(cores, java, jvmFlags, GeneratorChild.class.getName(), List.of());
    }

    /**
     * A link of that profile before a server that is named when it is started. The memory of what is under way is outside of its heap.
     *
     * @param link as it is written
     * @param users that it is to hold
     */
    public static ChildCommand link(List<Integer> cores, Path java, String link, int users) {
        List<String> flags = new ArrayList<>(withHeap(JVM_FLAGS, LINK_HEAP_MEGABYTES));
        flags.add(LINK_MEMORY);
        return new ChildCommand(cores, java, flags, LinkChild.class.getName(), LinkChild.arguments(link, users));
    }

    /** The same server on another address. */
    ChildCommand on(String host) {
        return new ChildCommand(cores, java, jvmFlags, mainClass, replaced(arguments, DEFAULT_HOST, host));
    }

    /** The same server on that port. */
    ChildCommand onPort(int port) {
        List<String> all = new ArrayList<>(arguments);
        all.set(all.indexOf(PORT) + 1, Integer.toString(port));
        return new ChildCommand(cores, java, jvmFlags, mainClass, all);
    }

    /** The same with a heap of another size, where it has that of {@link #JVM_FLAGS}; what came after those still wins. */
    ChildCommand withHeap(int megabytes) {
        return new ChildCommand(cores, java, withHeap(jvmFlags, megabytes), mainClass, arguments);
    }

    /** Flags with a heap of another size in the place of that of {@link #JVM_FLAGS}. */
    static List<String> withHeap(List<String> flags, int megabytes) {
        return replaced(replaced(flags, LEAST_HEAP, "-Xms" + megabytes + "m"), MOST_HEAP, "-Xmx" + megabytes + "m");
    }

    /** With another word in the place of the first that is this; as it is where there is none. */
    private static List<String> replaced(List<String> words, String old, String other) {
        List<String> all = new ArrayList<>(words);
        int index = all.indexOf(old);
        if (index >= 0) {
            all.set(index, other);
        }
        return all;
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
        words.add(ENDS_WITHOUT_MEMORY);
        words.addAll(jvmFlags);
        words.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
        words.add("-cp");
        words.add(System.getProperty("java.class.path"));
        words.add(mainClass);
        words.addAll(arguments);
        return words;
    }
}
