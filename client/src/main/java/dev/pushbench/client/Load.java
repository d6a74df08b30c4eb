package dev.pushbench.client;

import java.util.function.Consumer;

/** Runs one trial. */
public final class Load {
    private Load() {}

    /**
     * What a trial is at, told about once a second from the coordinating thread, never from a measuring one.
     *
     * @param phase connecting, warm-up, measuring or draining
     * @param connected users that are ready to receive
     * @param delivered deliveries so far, warm-up included
     */
    public record Progress(String phase, int connected, long delivered) {}

    /**
     * Connects the users, publishes, waits for the last delivery, closes. Blocks until then; an interrupt of the calling
     * thread ends the trial early, and what was measured is returned with {@link LoadResult#failure} set.
     */
    public static LoadResult run(LoadPlan plan, Consumer<Progress> progress) {
        if (plan.users() > 0) {
            throw new IllegalStateException("not built yet: " + progress);
        }
        return run(plan, progress);
    }
}
