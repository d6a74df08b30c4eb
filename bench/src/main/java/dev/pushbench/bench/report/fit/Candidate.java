package dev.pushbench.bench.report.fit;

import java.util.Comparator;
import java.util.List;

/**
 * A technique as it was set, with all that was measured of it.
 *
 * @param name unique among the candidates
 * @param asking how its users ask
 * @param observations at least one
 */
public record Candidate(String name, Asking asking, List<Observation> observations) {
    public Candidate {
        if (observations.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured of " + name);
        }
        observations = observations.stream()
                .sorted(Comparator.comparingInt(Observation::users).thenComparingDouble(Observation::eventsPerSecond))
                .toList();
    }

    /** How a user asks for events. */
    public enum Manner {
        /** At an interval, whether there are any or not. */
        AT_AN_INTERVAL,
        /** After each answer. */
        AFTER_EACH_ANSWER,
        /** Once. */
        ONCE
    }

    /** @param leastPerSecond requests of a user, even where nothing happens: what the longest wait leaves */
    public record Asking(Manner manner, double leastPerSecond) {}

    /** The rates that were measured, in order. */
    List<Double> rates() {
        return observations.stream()
                .map(Observation::eventsPerSecond)
                .distinct()
                .sorted()
                .toList();
    }

    /** Whether that load lies between those that were measured. */
    boolean encloses(Need need) {
        return observations.stream().anyMatch(each -> each.users() <= need.users())
                && observations.stream().anyMatch(each -> each.users() >= need.users())
                && rates().get(0) <= need.eventsPerSecond()
                && rates().get(rates().size() - 1) >= need.eventsPerSecond();
    }
}
