package dev.pushbench.bench.jmh.macro;

import dev.pushbench.bench.host.ChildFailedException;
import dev.pushbench.bench.host.ServerProcess;
import java.util.Optional;

/** A server that is started in the place of one that was killed, while the trial goes on. */
final class Revival {
    private final Thread thread;
    private volatile Optional<String> failure = Optional.empty();

    private Revival(ServerProcess server) {
        this.thread = new Thread(() -> startAgain(server), "revival");
        this.thread.setDaemon(true);
    }

    /** Begins, and does not wait. */
    static Revival start(ServerProcess server) {
        Revival revival = new Revival(server);
        revival.thread.start();
        return revival;
    }

    private void startAgain(ServerProcess server) {
        try {
            server.startAgain();
        } catch (ChildFailedException notStarted) {
            failure = Optional.of("the server could not be started again: " + notStarted.getMessage());
        } catch (InterruptedException nobodyDoes) {
            failure = Optional.of("the start of the server was interrupted");
        }
    }

    /** Why it did not succeed; waits until that is known. */
    Optional<String> failure() throws InterruptedException {
        thread.join();
        return failure;
    }
}
