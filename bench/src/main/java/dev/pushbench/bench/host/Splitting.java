package dev.pushbench.bench.host;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a run's trials are split over processes: as its user asked, and otherwise over as few as the limits allow.
 *
 * @param servers asked for
 * @param generators asked for
 * @param hasTarget whether the server is one that is there already, and is not split
 */
public record Splitting(OptionalInt servers, OptionalInt generators, boolean hasTarget, ProcessLimits limits) {
    public static final int MOST_PROCESSES = 64;

    /** What a JVM takes beside its heap: code, classes, threads, buffers. */
    private static final long JVM_BYTES = 96L << 20;

    private static final long MEGABYTE = 1L << 20;

    /** Over as few as this machine allows. */
    public static Splitting automatic() {
        return new Splitting(OptionalInt.empty(), OptionalInt.empty(), false, ProcessLimits.ofThisMachine());
    }

    /** Whether nothing was asked for. */
    public boolean isAutomatic() {
        return servers.isEmpty() && generators.isEmpty();
    }

    /** Over how many the trials of a cell with so many users are split, without a link. */
    public Split of(int users) {
        return of(users, false);
    }

    /** The same; a link may be before each server. */
    public Split of(int users, boolean behindLink) {
        int serverCount = hasTarget ? 1 : servers.orElseGet(() -> fewest(users, limits.usersPerServer(behindLink)));
        int generatorCount = generators.orElseGet(() -> fewestGenerators(users, serverCount));
        return new Split(serverCount, generatorCount);
    }

    /** Why a trial of so many users cannot be run, for people; empty where it can, as far as is known before. */
    public Optional<String> obstacle(int users) {
        return obstacle(users, false);
    }

    /** The same; a link may be before each server. */
    public Optional<String> obstacle(int users, boolean behindLink) {
        Split split = of(users, behindLink);
        long mostOfServer = limits.usersPerServer(behindLink);
        if (split.servers() > users || split.generators() > users) {
            return Optional.of("fewer users than processes (" + split + ")");
        }
        if (hasTarget && users > limits.usersOfTarget()) {
            return Optional.of("too many for one server: with " + Amounts.count(limits.ports()) + " ephemeral ports "
                    + Amounts.count(limits.usersOfTarget()) + " users can reach it");
        }
        if (!hasTarget && split.usersPerServer(users) > mostOfServer) {
            return Optional.of("too many for " + split + ": a server " + (behindLink ? "behind a link " : "")
                    + "can have "
                    + Amounts.count(mostOfServer) + " users, with "
                    + Amounts.count(limits.files()) + " open files of a process (ulimit -n raises them) and "
                    + Amounts.count(limits.ports())
                    + " ephemeral ports");
        }
        long mostOfGenerator = limits.usersPerGenerator(split.servers() + split.generators() - 1);
        if (split.usersPerGenerator(users) > mostOfGenerator) {
            return Optional.of("too many for " + split + ": a load generator can have "
                    + Amounts.count(mostOfGenerator) + " users, with " + Amounts.count(limits.files())
                    + " open files of a process (ulimit -n raises them)");
        }
        long neededBytes = estimatedBytes(split, users);
        return split.isOnePair() || neededBytes <= limits.memoryBytes()
                ? Optional.empty()
                : Optional.of(split + " and their connections take about " + Amounts.memory(neededBytes)
                        + " of memory, where " + Amounts.memory(limits.memoryBytes()) + " are available");
    }

    /** Of all processes and of the kernel's ends of all connections; the command itself is there already. */
    private static long estimatedBytes(Split split, int users) {
        long serverBytes = split.serverHeapMegabytes(users) * MEGABYTE + JVM_BYTES;
        long generatorBytes = split.generatorHeapMegabytes(users) * MEGABYTE + JVM_BYTES;
        return split.servers() * serverBytes + split.generators() * generatorBytes + users * MemoryFindings.USER_BYTES;
    }

    private static int fewest(int users, long most) {
        return most < 1 ? MOST_PROCESSES : (int) Math.min(MOST_PROCESSES, (users + most - 1) / most);
    }

    private int fewestGenerators(int users, int serverCount) {
        int count = 1;
        while (count < MOST_PROCESSES
                && new Split(serverCount, count).usersPerGenerator(users)
                        > limits.usersPerGenerator(serverCount + count - 1)) {
            count++;
        }
        return count;
    }
}
