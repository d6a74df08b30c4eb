package dev.pushbench.bench.jmh.macro;

import dev.pushbench.bench.host.JvmSurroundings;
import java.util.Optional;

/**
 * What the JVMs of a trial say of themselves.
 *
 * @param generator the load generator that leads; the others are started alike
 * @param server the first, where it is ours and answered
 */
public record TrialJvms(JvmSurroundings generator, Optional<JvmSurroundings> server) {}
