package dev.pushbench.bench.result;

import java.util.Optional;

/**
 * What was seen beside a trial. Empty where there was nothing to see it by: a server that is not ours, another system than Linux.
 *
 * @param server what serving cost
 * @param generator the load generator's JVM in the window
 * @param surroundings the rest of the machine in the window
 * @param wire the comparison of bytes
 * @param processes that took part
 * @param playing what it cost to play the users, beside CPU
 * @param strain what the server came to at most
 * @param link between users and server
 */
public record Evidence(
        Optional<ServerCost> server,
        Optional<JvmLoad> generator,
        Optional<Surroundings> surroundings,
        Optional<WireAgreement> wire,
        Optional<Processes> processes,
        Optional<GeneratorCost> playing,
        Optional<Strain> strain,
        Optional<LinkEvidence> link) {
    public static final Evidence NONE =
            new Evidence(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Without how many processes there were. */
    public Evidence(
            Optional<ServerCost> server,
            Optional<JvmLoad> generator,
            Optional<Surroundings> surroundings,
            Optional<WireAgreement> wire) {
        this(
                server,
                generator,
                surroundings,
                wire,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Without what the server came to at most, and without a link. */
    public Evidence(
            Optional<ServerCost> server,
            Optional<JvmLoad> generator,
            Optional<Surroundings> surroundings,
            Optional<WireAgreement> wire,
            Optional<Processes> processes,
            Optional<GeneratorCost> playing) {
        this(server, generator, surroundings, wire, processes, playing, Optional.empty(), Optional.empty());
    }

    /** This, of a server that came to that at most; as it is where nothing of that is known. */
    public Evidence with(Strain most) {
        return new Evidence(
                server,
                generator,
                surroundings,
                wire,
                processes,
                playing,
                Optional.of(most).filter(Strain::isKnown),
                link);
    }

    /** This of a trial in which one server took the place of another: what one used cannot be told by the other. */
    public Evidence ofSeveralServers() {
        return new Evidence(
                Optional.empty(), generator, Optional.empty(), wire, processes, playing, Optional.empty(), link);
    }

    /**
     * What a server came to at most in the window.
     *
     * @param cpuCores its CPU time in about 100 ms by that time, to a tenth or so
     * @param rssGrowthBytes of its memory in RAM at the end of the window, less that with all users connected and nothing published
     */
    public record Strain(Optional<Double> cpuCores, Optional<Long> rssGrowthBytes) {
        private boolean isKnown() {
            return cpuCores.isPresent() || rssGrowthBytes.isPresent();
        }
    }

    /** This, of a trial of so many processes. */
    public Evidence with(Optional<Processes> those) {
        return new Evidence(server, generator, surroundings, wire, those, playing, strain, link);
    }

    /** This, of users that were played at such a cost. */
    Evidence with(GeneratorCost cost) {
        return new Evidence(server, generator, surroundings, wire, processes, Optional.of(cost), strain, link);
    }

    /** This, of a trial over that link. */
    public Evidence over(Optional<LinkEvidence> seen) {
        return new Evidence(server, generator, surroundings, wire, processes, playing, strain, seen);
    }

    /**
     * The processes of a trial at the end of its window.
     *
     * @param servers of ours
     * @param generators of load
     * @param rssBytes of memory in RAM that they had, and the command that started them
     */
    public record Processes(int servers, int generators, Optional<Long> rssBytes) {}

    /**
     * The rest of the machine.
     *
     * @param stealShare of all cores' time that the hypervisor took, 0 to 1
     * @param otherShare of all cores' time that other processes had, 0 to 1
     */
    public record Surroundings(double stealShare, double otherShare) {}
}
