package dev.pushbench.bench.jmh.macro;

import dev.pushbench.bench.result.Evidence;
import dev.pushbench.client.LoadResult;
import java.util.Optional;

/**
 * What came of a trial.
 *
 * @param serverDeath how the server, or another process that the load generator led, died, and its last words on lines of their own,
 *     where one did
 * @param jvms empty where they were not asked
 */
public record TrialOutcome(LoadResult load, Evidence evidence, Optional<String> serverDeath, Optional<TrialJvms> jvms) {
    /** Without a word of the JVMs. */
    public TrialOutcome(LoadResult load, Evidence evidence, Optional<String> serverDeath) {
        this(load, evidence, serverDeath, Optional.empty());
    }
}
