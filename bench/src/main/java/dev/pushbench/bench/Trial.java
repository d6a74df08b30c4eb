package dev.pushbench.bench;

import dev.pushbench.client.Load;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.LoadResult;
import java.util.function.Consumer;

/** Runs the users of one cell against a server; see {@link Load#run}, which is the one that counts. */
interface Trial {
    LoadResult run(LoadPlan plan, Consumer<Load.Progress> progress);
}
