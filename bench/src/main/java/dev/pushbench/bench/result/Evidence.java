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
 */
public record Evidence(
        Optional<ServerCost> server,
        Optional<JvmLoad> generator,
        Optional<Surroundings> surroundings,
        Optional<WireAgreement> wire,
        Optional<Processes> processes,
        Optional<GeneratorCost> playing) {
    public static final Evidence NONE =
            new Evidence(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Without how many processes there were. */
    public Evidence(
            Optional<ServerCost> server,
            Optional<JvmLoad> generator,
            Optional<Surroundings> surroundings,
            Optional<WireAgreement> wire) {
        this(server, generator, surroundings, wire, Optional.empty(), Optional.empty());
    }

    /** This, of a trial of so many processes. */
    public Evidence with(Optional<Processes> those) {
        return new Evidence(server, generator, surroundings, wire, those, playing);
    }

    /** This, of users that were played at such a cost. */
    Evidence with(GeneratorCost cost) {
        return new Evidence(server, generator, surroundings, wire, processes, Optional.of(cost));
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
