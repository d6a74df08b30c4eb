package dev.pushbench.server.room;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** A lane's thread that runs its tasks when told to. */
final class FakeThread implements Executor {
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    int waiting() {
        return tasks.size();
    }

    /** Runs what waits now; what is added meanwhile waits for the next time. */
    void runWaiting() {
        for (int left = tasks.size(); left > 0; left--) {
            tasks.remove().run();
        }
    }
}
