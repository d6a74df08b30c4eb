package dev.pushbench.bench;

import java.util.Optional;

/**
 * What a server has to serve with.
 *
 * @param ioThreads that it has; empty where it is not ours
 * @param usable cores that these can use: no more than it is pinned to, or the machine has
 */
record ServerCores(Optional<Integer> ioThreads, int usable) {
    static ServerCores of(ProcessOptions.Processes processes) {
        int pinned = processes.pinning().serverCores().size();
        int there = pinned > 0 ? pinned : Runtime.getRuntime().availableProcessors();
        return new ServerCores(
                processes.target().isPresent() ? Optional.empty() : Optional.of(processes.ioThreads()),
                Math.min(processes.ioThreads(), there));
    }
}
