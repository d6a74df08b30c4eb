package dev.pushbench.bench.result;

import dev.pushbench.bench.host.HostFacts;
import dev.pushbench.bench.host.JvmSurroundings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is needed to judge a run, and to repeat it.
 *
 * @param schemaVersion of the run directory
 * @param complete whether every cell was measured to its end
 * @param failureReason why not, where it is not complete
 * @param suite which set of cells
 * @param build that measured
 * @param start when and by which command
 * @param end instant, UTC, where the run has ended
 * @param machine host, JVMs and libraries
 */
public record Manifest(
        int schemaVersion,
        boolean complete,
        Optional<String> failureReason,
        String suite,
        Build build,
        Start start,
        Optional<String> end,
        Machine machine) {
    public static final int SCHEMA_VERSION = 1;

    /**
     * What measured.
     *
     * @param pushbenchVersion of the jar
     * @param gitSha in full; empty where the build had no repository
     * @param gitDirty whether the build had changes that were not committed
     */
    public record Build(String pushbenchVersion, Optional<String> gitSha, Optional<Boolean> gitDirty) {}

    /**
     * How the run was started.
     *
     * @param at instant, UTC
     * @param command the arguments as they were given
     * @param seed that shuffled the trials; empty where they were in the order of the suite
     * @param timeLimits of a trial; empty where there are none
     */
    public record Start(String at, List<String> command, Optional<Integer> seed, Optional<TimeLimits> timeLimits) {
        public Start {
            command = List.copyOf(command);
        }

        /** Of what has neither an order nor a load. */
        public Start(String at, List<String> command) {
            this(at, command, Optional.empty(), Optional.empty());
        }
    }

    /**
     * After which time a trial waits no longer.
     *
     * @param connectMs for all users to be connected, or as many milliseconds as there are users if that is more
     * @param leastDrainMs for the last deliveries; a poller has at least three of its intervals
     */
    public record TimeLimits(long connectMs, long leastDrainMs) {}

    /**
     * What it ran on.
     *
     * @param server the JVM of the server's processes, the same for each cell
     * @param generator the JVM of the load generator's
     * @param pinning which cores each had
     * @param target the server that was used instead of our own
     * @param handicap what was wrong with the server on purpose
     * @param variant which APIs that are not ours the server pushed through
     * @param processes over how many a trial was split, where the user said so; else over as few as it took, see its row
     */
    public record Machine(
            HostFacts host,
            Jvm server,
            Jvm generator,
            String pinning,
            Optional<String> target,
            Optional<String> handicap,
            Optional<String> variant,
            Map<String, String> libraries,
            Optional<Processes> processes) {
        /** Split over as few processes as it took. */
        public Machine(
                HostFacts host,
                Jvm server,
                Jvm generator,
                String pinning,
                Optional<String> target,
                Optional<String> handicap,
                Optional<String> variant,
                Map<String, String> libraries) {
            this(host, server, generator, pinning, target, handicap, variant, libraries, Optional.empty());
        }
    }

    /** Numbers of processes that were asked for. */
    public record Processes(Optional<Integer> servers, Optional<Integer> generators) {
        @Override
        public String toString() {
            return "servers " + number(servers) + ", load generators " + number(generators);
        }

        private static String number(Optional<Integer> given) {
            return given.map(count -> Integer.toString(count)).orElse("as few as it takes");
        }
    }

    /**
     * A JVM and how it was started.
     *
     * @param flags on its command line
     * @param surroundings what else shaped it, as it said itself in the last trial; empty where none was asked
     */
    public record Jvm(String java, String version, List<String> flags, Optional<JvmSurroundings> surroundings) {
        /** Of which no more is known than how it is started. */
        public Jvm(String java, String version, List<String> flags) {
            this(java, version, flags, Optional.empty());
        }

        /** This, as it saw itself; as it is where it did not say. */
        public Jvm in(Optional<JvmSurroundings> seen) {
            return new Jvm(java, version, flags, seen.or(() -> surroundings));
        }

        /** All flags in effect that are known, as they are compared. */
        public List<String> allFlags() {
            return Stream.concat(flags.stream(), surroundings.map(JvmSurroundings::flags).orElse(List.of()).stream())
                    .toList();
        }

        /** Variables of its environment that change what it takes, as they are compared. */
        public List<String> environment() {
            return surroundings.map(JvmSurroundings::environment).orElse(Map.of()).entrySet().stream()
                    .map(variable -> variable.getKey() + "=" + variable.getValue())
                    .sorted()
                    .toList();
        }
    }

    /** This, with what its JVMs said of themselves; as it is where they did not. */
    public Manifest in(Optional<JvmSurroundings> server, Optional<JvmSurroundings> generator) {
        return with(machine.server.in(server), machine.generator.in(generator));
    }

    /** This, of a load generator with more flags, after those that it has. */
    public Manifest withGeneratorFlags(List<String> more) {
        Jvm before = machine.generator;
        List<String> flags = Stream.concat(before.flags.stream(), more.stream()).toList();
        return with(machine.server, new Jvm(before.java, before.version, flags, before.surroundings));
    }

    private Manifest with(Jvm server, Jvm generator) {
        Machine other = new Machine(
                machine.host,
                server,
                generator,
                machine.pinning,
                machine.target,
                machine.handicap,
                machine.variant,
                machine.libraries,
                machine.processes);
        return new Manifest(schemaVersion, complete, failureReason, suite, build, start, end, other);
    }

    /** This, ended. */
    public Manifest ended(String at, Optional<String> failure) {
        return new Manifest(schemaVersion, failure.isEmpty(), failure, suite, build, start, Optional.of(at), machine);
    }
}
