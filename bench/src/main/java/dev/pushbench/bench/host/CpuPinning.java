package dev.pushbench.bench.host;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which cores the server and the load generator each have to themselves.
 *
 * @param serverCores none where it may run on any
 * @param generatorCores none where it may run on any
 * @param whyNotPinned empty where they are
 */
public record CpuPinning(List<Integer> serverCores, List<Integer> generatorCores, Optional<String> whyNotPinned) {
    private static final String TASKSET = "taskset";

    public CpuPinning {
        serverCores = List.copyOf(serverCores);
        generatorCores = List.copyOf(generatorCores);
        boolean hasCores = !serverCores.isEmpty() && !generatorCores.isEmpty();
        boolean hasNone = serverCores.isEmpty() && generatorCores.isEmpty();
        if (whyNotPinned.isPresent() ? !hasNone : !hasCores) {
            throw new IllegalArgumentException("pinned to cores, or not pinned for a reason, was " + serverCores + ", "
                    + generatorCores + ", " + whyNotPinned);
        }
    }

    /** One core each, the first two that this process may use. */
    public static CpuPinning ofThisMachine() {
        return ofThisMachine(1, 1);
    }

    /** As many cores as asked for, the server's first. */
    public static CpuPinning ofThisMachine(int serverCount, int generatorCount) {
        return plan(
                allowed(KernelFiles.ofThisMachine()),
                new SearchPath(System.getenv("PATH")).has(TASKSET),
                serverCount,
                generatorCount);
    }

    /** Not pinned, because the user does not want it. */
    public static CpuPinning off() {
        return not("--no-pin was given");
    }

    /** The words that go before a command so that it runs on these cores; none where there are none. */
    public static List<String> prefixFor(List<Integer> cores) {
        return cores.isEmpty()
                ? List.of()
                : List.of(
                        TASKSET,
                        "-c",
                        cores.stream().map(core -> Integer.toString(core)).collect(Collectors.joining(",")));
    }

    static CpuPinning plan(List<Integer> allowed, boolean hasTaskset, int serverCount, int generatorCount) {
        if (serverCount < 1 || generatorCount < 1) {
            throw new IllegalArgumentException("at least a core each: " + serverCount + ", " + generatorCount);
        }
        if (allowed.isEmpty()) {
            return not("it is not known which cores may be used");
        }
        int wanted = serverCount + generatorCount;
        if (allowed.size() < wanted) {
            return not(allowed.size() + " of the " + wanted + " cores it takes may be used");
        }
        if (!hasTaskset) {
            return not("taskset is not on the PATH");
        }
        return new CpuPinning(allowed.subList(0, serverCount), allowed.subList(serverCount, wanted), Optional.empty());
    }

    /** The cores that this process may run on, ascending; none where that cannot be read. */
    static List<Integer> allowed(KernelFiles files) {
        return files.text("proc/self/status")
                .flatMap(status -> ProcText.field(status, "Cpus_allowed_list"))
                .map(ProcText::cores)
                .orElse(List.of());
    }

    /**
     * Where a link runs: on the cores of both. It takes from neither while both are busy with the same event, for what it lets go comes
     * half a round trip after what it took; with a core of either it would be in the way of one of them.
     */
    public List<Integer> linkCores() {
        return Stream.concat(serverCores.stream(), generatorCores.stream()).toList();
    }

    public boolean isPinned() {
        return whyNotPinned.isEmpty();
    }

    @Override
    public String toString() {
        return whyNotPinned
                .map(why -> "not pinned: " + why)
                .orElseGet(() -> "server on " + named(serverCores) + ", generator on " + named(generatorCores));
    }

    private static CpuPinning not(String why) {
        return new CpuPinning(List.of(), List.of(), Optional.of(why));
    }

    private static String named(List<Integer> cores) {
        return (cores.size() == 1 ? "core " : "cores ")
                + cores.stream().map(core -> Integer.toString(core)).collect(Collectors.joining(","));
    }
}
