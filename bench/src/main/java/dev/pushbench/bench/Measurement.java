package dev.pushbench.bench;

import dev.pushbench.bench.host.ChildFailedException;
import dev.pushbench.bench.host.GeneratorProcess;
import dev.pushbench.client.Load;
import dev.pushbench.client.LoadPlan;

/** What plays the users of a cell: a load generator's process, or in a test whatever stands in for it. */
@FunctionalInterface
interface Measurement {
    /** As {@link GeneratorProcess#run}. */
    GeneratorProcess.Outcome run(LoadPlan plan, Load.Observer observer)
            throws ChildFailedException, InterruptedException;
}
