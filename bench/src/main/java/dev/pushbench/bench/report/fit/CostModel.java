package dev.pushbench.bench.report.fit;

import dev.pushbench.bench.report.fit.Observation.PerUserSecond;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * What a technique costs under a load that was not measured.
 *
 * <pre>  cost per second = users × (a × events per second + b × requests per second + c)</pre>
 *
 * Events are those that each user receives. Linear in this rate and in users. For bytes, {@code a} is the event and what carries it,
 * {@code b} what a request and its answer add, {@code c} what flows anyway. For server CPU, {@code a} and {@code b} are fitted to what
 * was measured. A polling user asks at its interval; a long-polling one asks after each answer, at least once per wait; a user to whom
 * events are pushed does not ask. Memory is linear in users. Nothing is said about what happens when a core is full.
 *
 * @param requestsPerEvent of a long-polling user
 * @param requestsPerSecond of a polling one, as they were counted in the windows; the least of a long-polling one
 * @param bytes both directions, without TCP and IP
 * @param cpuMicros of the server; empty where it was not looked at
 * @param memory of the server
 * @param error the largest difference between model and measurement, as a share; empty with one observation, which the
 *     model always meets
 */
public record CostModel(
        double requestsPerEvent,
        double requestsPerSecond,
        Line bytes,
        Optional<Line> cpuMicros,
        Optional<MemoryPerUser> memory,
        OptionalDouble error) {

    /** @param users of the cell that it was measured in */
    public record MemoryPerUser(double bytes, int users) {}

    static CostModel of(Candidate candidate) {
        List<PerUserSecond> seen =
                candidate.observations().stream().map(Observation::perUser).toList();
        double perEvent = switch (candidate.asking().manner()) {
            case AFTER_EACH_ANSWER -> mean(seen, PerUserSecond::hasDeliveries, CostModel::answersWithEventsPerDelivery);
            case AT_AN_INTERVAL, ONCE -> 0;
        };
        double perSecond = switch (candidate.asking().manner()) {
            case AT_AN_INTERVAL ->
                seen.stream().anyMatch(PerUserSecond::hasRequests)
                        ? mean(seen, PerUserSecond::hasRequests, CostModel::requests)
                        : candidate.asking().leastPerSecond();
            case AFTER_EACH_ANSWER -> candidate.asking().leastPerSecond();
            case ONCE -> 0;
        };
        CostModel exact =
                new CostModel(perEvent, perSecond, bytes(seen), cpu(seen), memory(candidate), OptionalDouble.empty());
        return new CostModel(perEvent, perSecond, exact.bytes, exact.cpuMicros, exact.memory, exact.error(seen));
    }

    /** Of one user. */
    double requestsPerSecond(double eventsPerSecond) {
        return Math.max(requestsPerSecond, requestsPerEvent * eventsPerSecond);
    }

    /** @param events that each of the users receives in a second */
    Offer.Cost at(int users, double events) {
        double requests = requestsPerSecond(events);
        return new Offer.Cost(
                bytes.at(events, requests) * 3600,
                OptionalDouble.of(requests * users),
                cpuMicros
                        .map(line -> OptionalDouble.of(line.at(events, requests) * users / 1e6))
                        .orElse(OptionalDouble.empty()),
                memory.map(each -> OptionalDouble.of(each.bytes() * users)).orElse(OptionalDouble.empty()));
    }

    private static double requests(PerUserSecond each) {
        return each.requests().orElse(0);
    }

    private static double answersWithEventsPerDelivery(PerUserSecond each) {
        return (requests(each) - each.emptyAnswers()) / each.deliveries();
    }

    private static Line bytes(List<PerUserSecond> seen) {
        boolean asks = seen.stream().anyMatch(PerUserSecond::hasRequests);
        return new Line(
                mean(
                        seen,
                        PerUserSecond::hasDeliveries,
                        each -> (each.eventBytes() + (asks ? 0 : each.requestBytes())) / each.deliveries()),
                mean(seen, PerUserSecond::hasRequests, each -> each.requestBytes() / requests(each)),
                mean(seen, each -> true, PerUserSecond::otherBytes));
    }

    private static Optional<Line> cpu(List<PerUserSecond> seen) {
        List<PerUserSecond> known = seen.stream()
                .filter(each -> each.serverCpuMicros().orElse(0) > 0)
                .toList();
        List<Line.Sample> samples = known.stream()
                .filter(each -> each.hasDeliveries() || each.hasRequests())
                .map(each -> new Line.Sample(
                        each.deliveries(),
                        requests(each),
                        each.serverCpuMicros().orElse(0)))
                .toList();
        if (samples.isEmpty() && !known.isEmpty()) {
            double anyway =
                    mean(known, each -> true, each -> each.serverCpuMicros().orElse(0));
            return Optional.of(new Line(0, 0, anyway));
        }
        return samples.isEmpty() ? Optional.empty() : Optional.of(Line.through(samples));
    }

    private static Optional<MemoryPerUser> memory(Candidate candidate) {
        // What a JVM takes anyway shows least in the cell with the most users.
        return candidate.observations().stream()
                .filter(each -> each.memoryBytesPerUser().isPresent())
                .reduce((fewer, more) -> more)
                .map(each -> new MemoryPerUser(each.memoryBytesPerUser().orElse(0), each.users()));
    }

    private OptionalDouble error(List<PerUserSecond> seen) {
        if (seen.size() < 2) {
            return OptionalDouble.empty();
        }
        double largest = 0;
        for (PerUserSecond each : seen) {
            double events = each.deliveries();
            double requests = requestsPerSecond(events);
            largest = Math.max(largest, off(bytes.at(events, requests), each.bytes()));
            double measured = each.serverCpuMicros().orElse(0);
            if (cpuMicros.isPresent() && measured > 0) {
                largest = Math.max(largest, off(cpuMicros.get().at(events, requests), measured));
            }
        }
        return OptionalDouble.of(largest);
    }

    private static double off(double modelled, double measured) {
        return measured > 0 ? Math.abs(modelled - measured) / measured : 0;
    }

    private static double mean(
            List<PerUserSecond> seen, Predicate<PerUserSecond> which, ToDoubleFunction<PerUserSecond> figure) {
        return seen.stream().filter(which).mapToDouble(figure).average().orElse(0);
    }

    static OptionalDouble times(OptionalDouble figure, double by) {
        return figure.isPresent() ? OptionalDouble.of(figure.getAsDouble() * by) : figure;
    }
}
