package dev.pushbench.bench.report.fit;

import dev.pushbench.bench.report.fit.Candidate.Manner;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * What a technique costs under a load that was not measured.
 *
 * <pre>  cost per second = users × (a × events per second + b × requests per second + c)</pre>
 *
 * Linear in rate and users. For bytes, {@code a} is the event and what carries it, {@code b} the heads of a request and its
 * answer, {@code c} what flows anyway. For server CPU, {@code a} and {@code b} are fitted to what was measured. Who polls asks
 * at its interval; who long-polls asks after each answer, at least once per wait; to whom events are pushed does not ask.
 * Memory is linear in users. Nothing is said about what happens when a core is full.
 *
 * @param requestsPerEvent of a long-polling user
 * @param requestsPerSecond of a polling one, by its interval; the least of a long-polling one
 * @param bytes both directions, without TCP and IP
 * @param cpuMicros of the server; empty where it was not looked at
 * @param memoryBytesPerUser of the server
 * @param error the largest difference between model and measurement, as a share; empty with one observation, which the
 *     model always meets
 */
public record CostModel(
        double requestsPerEvent,
        double requestsPerSecond,
        Line bytes,
        Optional<Line> cpuMicros,
        OptionalDouble memoryBytesPerUser,
        OptionalDouble error) {

    static CostModel of(Candidate candidate) {
        List<Observation> seen = candidate.observations();
        Manner manner = candidate.asking().manner();
        double perEvent = manner == Manner.AFTER_EACH_ANSWER
                ? mean(seen, each -> each.perDelivery().requests())
                : 0;
        double perSecond = switch (manner) {
            // Not what was counted: users poll before the window and after it as well.
            case AT_AN_INTERVAL, AFTER_EACH_ANSWER -> candidate.asking().leastPerSecond();
            case ONCE -> 0;
        };
        CostModel exact =
                new CostModel(perEvent, perSecond, bytes(seen), cpu(candidate), memory(seen), OptionalDouble.empty());
        return new CostModel(
                perEvent, perSecond, exact.bytes, exact.cpuMicros, exact.memoryBytesPerUser, exact.error(seen));
    }

    /** Of one user. */
    double requestsPerSecond(double eventsPerSecond) {
        return Math.max(requestsPerSecond, requestsPerEvent * eventsPerSecond);
    }

    Offer.Cost at(Need need) {
        double events = need.eventsPerSecond();
        double requests = requestsPerSecond(events);
        return new Offer.Cost(
                bytes.at(events, requests) * 3600,
                requests * need.users(),
                cpuMicros
                        .map(line -> OptionalDouble.of(line.at(events, requests) * need.users() / 1e6))
                        .orElse(OptionalDouble.empty()),
                times(memoryBytesPerUser, need.users()));
    }

    private static Line bytes(List<Observation> seen) {
        boolean asks = seen.stream().anyMatch(each -> each.perDelivery().requests() > 0);
        List<Observation> asking =
                seen.stream().filter(each -> each.perDelivery().requests() > 0).toList();
        return new Line(
                mean(
                        seen,
                        each -> each.perDelivery().eventBytes()
                                + (asks ? 0 : each.perDelivery().headBytes())),
                asks
                        ? mean(
                                asking,
                                each -> each.perDelivery().headBytes()
                                        / each.perDelivery().requests())
                        : 0,
                mean(seen, each -> each.perDelivery().controlBytes() * each.eventsPerSecond()));
    }

    private static Optional<Line> cpu(Candidate candidate) {
        List<Line.Sample> samples = candidate.observations().stream()
                .filter(each -> each.perDelivery().serverCpuMicros().orElse(0) > 0)
                .map(each -> new Line.Sample(
                        each.eventsPerSecond(),
                        requestsInWindow(candidate.asking(), each),
                        each.perDelivery().serverCpuMicros().orElse(0) * each.eventsPerSecond()))
                .toList();
        return samples.isEmpty() ? Optional.empty() : Optional.of(Line.through(samples));
    }

    /** Of a user in a second: CPU is measured within the window, requests are counted from the first to the last. */
    private static double requestsInWindow(Candidate.Asking asking, Observation seen) {
        return asking.manner() == Manner.AT_AN_INTERVAL
                ? asking.leastPerSecond()
                : seen.perDelivery().requests() * seen.eventsPerSecond();
    }

    private static OptionalDouble memory(List<Observation> seen) {
        // The most users tell best what one of them takes.
        return seen.stream()
                .filter(each -> each.memoryBytesPerUser().isPresent())
                .reduce((fewer, more) -> more)
                .map(Observation::memoryBytesPerUser)
                .orElse(OptionalDouble.empty());
    }

    private OptionalDouble error(List<Observation> seen) {
        if (seen.size() < 2) {
            return OptionalDouble.empty();
        }
        double largest = 0;
        for (Observation each : seen) {
            double rate = each.eventsPerSecond();
            double requests = requestsPerSecond(rate);
            largest = Math.max(
                    largest, off(bytes.at(rate, requests), each.perDelivery().bytes() * rate));
            double measured = each.perDelivery().serverCpuMicros().orElse(0) * rate;
            if (cpuMicros.isPresent() && measured > 0) {
                largest = Math.max(largest, off(cpuMicros.get().at(rate, requests), measured));
            }
        }
        return OptionalDouble.of(largest);
    }

    private static double off(double modelled, double measured) {
        return measured > 0 ? Math.abs(modelled - measured) / measured : 0;
    }

    private static double mean(List<Observation> seen, ToDoubleFunction<Observation> figure) {
        return seen.stream().mapToDouble(figure).average().orElse(0);
    }

    static OptionalDouble times(OptionalDouble figure, double by) {
        return figure.isPresent() ? OptionalDouble.of(figure.getAsDouble() * by) : figure;
    }
}
