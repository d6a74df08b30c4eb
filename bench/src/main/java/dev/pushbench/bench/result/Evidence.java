package dev.pushbench.bench.result;

import java.util.Optional;

/**
 * What was seen beside a trial. Empty where there was nothing to see it by: a server that is not ours, another system than Linux.
 *
 * @param server what serving cost
 * @param generator the load generator's JVM in the window
 * @param surroundings the rest of the machine in the window
 * @param wire the comparison of bytes
 */
public record Evidence(
        Optional<ServerCost> server,
        Optional<JvmLoad> generator,
        Optional<Surroundings> surroundings,
        Optional<WireAgreement> wire) {
    public static final Evidence NONE =
            new Evidence(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * The rest of the machine.
     *
     * @param stealShare of all cores' time that the hypervisor took, 0 to 1
     * @param otherShare of all cores' time that other processes had, 0 to 1
     */
    public record Surroundings(double stealShare, double otherShare) {}
}
