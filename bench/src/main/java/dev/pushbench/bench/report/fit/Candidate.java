package dev.pushbench.bench.report.fit;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A technique as it was set, with all that was measured of it.
 *
 * @param name unique among the candidates
 * @param asking how its users ask
 * @param rooms that its users were in
 * @param observations at least one
 */
public record Candidate(String name, Asking asking, Rooms rooms, List<Observation> observations) {
    private static final String VALID = "VALID";

    public Candidate {
        if (observations.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured of " + name);
        }
        observations = observations.stream()
                .sorted(Comparator.comparingInt(Observation::users)
                        .thenComparingDouble(Observation::publishedPerSecond))
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

    /** @param leastPerSecond requests of a user, even if nothing happens: one per interval or per longest wait */
    public record Asking(Manner manner, double leastPerSecond) {}

    /** The rates at which a user received events, in order. */
    List<Double> rates() {
        return observations.stream().map(this::received).distinct().sorted().toList();
    }

    /** How many events a user receives in a second under that load. */
    public double received(Need need) {
        return rooms.receivedPerSecond(need.users(), need.publishedPerSecond());
    }

    /** How many events a user was to receive in a second. */
    public double received(Observation seen) {
        return rooms.receivedPerSecond(seen.users(), seen.publishedPerSecond());
    }

    /** Whether an event was published in any of its cells. */
    public boolean hasEvents() {
        return observations.stream().anyMatch(each -> each.publishedPerSecond() > 0);
    }

    /** {@code VALID}, or each other validity of its cells: {@code NOISY: 2 of 4 cells}. */
    public String validity() {
        Map<String, Long> others = observations.stream()
                .map(Observation::validity)
                .filter(each -> !each.equals(VALID))
                .collect(Collectors.groupingBy(each -> each, TreeMap::new, Collectors.counting()));
        return others.isEmpty()
                ? VALID
                : others.entrySet().stream()
                        .map(each -> each.getKey() + ": " + each.getValue() + " of " + observations.size() + " cells")
                        .collect(Collectors.joining(", "));
    }

    /** Whether users and the rate that each of them receives lie between those that were measured. */
    boolean encloses(Need need) {
        List<Double> rates = rates();
        return observations.stream().anyMatch(each -> each.users() <= need.users())
                && observations.stream().anyMatch(each -> each.users() >= need.users())
                && rates.get(0) <= received(need)
                && rates.get(rates.size() - 1) >= received(need);
    }
}
