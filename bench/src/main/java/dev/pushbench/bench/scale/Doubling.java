package dev.pushbench.bench.scale;

import java.util.Optional;

/**
 * What a broadcast cost with so many users.
 *
 * @param serverMicros CPU of the server for a broadcast to all of them
 * @param wallMillis from an event being due until the user who has it last had it, the mean over the events
 * @param costRatio of {@code serverMicros} to those of the row before, by the ratio of users: 1 where the cost grows as the users do
 */
public record Doubling(
        int users, Optional<Double> serverMicros, Optional<Double> wallMillis, Optional<Double> costRatio) {}
