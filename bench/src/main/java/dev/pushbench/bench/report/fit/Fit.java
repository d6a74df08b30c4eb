package dev.pushbench.bench.report.fit;

import dev.pushbench.bench.report.fit.Offer.Basis;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.DoubleUnaryOperator;

/**
 * Puts what was measured to what someone needs.
 *
 * @param cores of the machine that measured: beyond them nothing is known about latency
 */
public record Fit(List<Candidate> candidates, int cores) {
    /** How far beyond the measured rates crossovers are looked for, and in how many steps. */
    private static final double BEYOND = 10;

    private static final int STEPS = 400;
    private static final int HALVINGS = 50;

    public Fit {
        candidates = List.copyOf(candidates);
    }

    /**
     * Those that meet the need first, then those of which that is not certain, and of each the one with the fewest bytes. A
     * candidate of which only silence was measured is left out if events are needed.
     */
    public List<Offer> offers(Need need) {
        return candidates.stream()
                .filter(candidate -> candidate.hasEvents() || need.publishedPerSecond() == 0)
                .map(candidate -> offer(candidate, need))
                .sorted(Comparator.comparing(Offer::fits)
                        .thenComparingDouble(offer -> offer.cost().bytesPerUserHour()))
                .toList();
    }

    /** What the candidate would cost, as the model has it. */
    public static CostModel model(Candidate candidate) {
        return CostModel.of(candidate);
    }

    public static LatencyCurve latency(Candidate candidate) {
        return LatencyCurve.of(candidate);
    }

    private Offer offer(Candidate candidate, Need need) {
        Optional<Observation> measured = candidate.observations().stream()
                .filter(each -> each.isAt(need))
                .findFirst();
        if (measured.isPresent()) {
            return offer(candidate, measured.get(), need);
        }
        CostModel model = CostModel.of(candidate);
        double received = candidate.received(need);
        Offer.Cost cost = model.at(need.users(), received);
        boolean isTooMuch = cost.serverCores().orElse(0) > cores;
        Optional<LatencyCurve.Reading> reading =
                isTooMuch ? Optional.empty() : LatencyCurve.of(candidate).at(need.users());
        Basis basis = candidate.encloses(need) ? Basis.BETWEEN : Basis.EXTRAPOLATED;
        Optional<LatencyEstimate> latency = reading.map(LatencyCurve.Reading::latency)
                .map(each -> basis == Basis.EXTRAPOLATED ? each.withoutBounds() : each);
        Offer.Source source = new Offer.Source(
                basis,
                candidate.validity(),
                reading.map(LatencyCurve.Reading::users).orElse(List.of()),
                model.memory().map(each -> OptionalInt.of(each.users())).orElse(OptionalInt.empty()),
                candidate.observations().size());
        return new Offer(candidate.name(), fits(latency, need), source, received, latency, cost, model.error());
    }

    /** The measured load, as it was measured. */
    public static Offer offer(Candidate candidate, Observation measured, Need need) {
        Observation.PerUserSecond per = measured.perUser();
        int users = measured.users();
        Offer.Cost cost = new Offer.Cost(
                per.bytes() * 3600,
                CostModel.times(per.requests(), users),
                CostModel.times(per.serverCpuMicros(), users / 1e6),
                CostModel.times(measured.memoryBytesPerUser(), users));
        boolean hasMemory = measured.memoryBytesPerUser().isPresent();
        Offer.Source source = new Offer.Source(
                Basis.MEASURED,
                measured.validity(),
                measured.latency().map(each -> List.of(users)).orElse(List.of()),
                hasMemory ? OptionalInt.of(users) : OptionalInt.empty(),
                1);
        return new Offer(
                candidate.name(),
                fits(measured.latency(), need),
                source,
                candidate.received(measured),
                measured.latency(),
                cost,
                measured.costError());
    }

    private static Fits fits(Optional<LatencyEstimate> latency, Need need) {
        return need.maxLatency()
                .map(limit -> latency.map(each -> each.fits(limit)).orElse(Fits.NOT_CERTAIN))
                .orElse(Fits.NO_LIMIT);
    }

    /** Where the candidates' costs meet, of those that were measured at more than one rate; the lowest rate first. */
    public List<Crossover> crossovers() {
        List<Candidate> known = candidates.stream()
                .filter(each -> each.rates().size() > 1 && each.rates().get(0) > 0)
                .toList();
        List<Crossover> found = new ArrayList<>();
        for (int one = 0; one < known.size(); one++) {
            for (Candidate other : known.subList(one + 1, known.size())) {
                addCrossovers(known.get(one), other, found);
            }
        }
        found.sort(Comparator.comparing(Crossover::what).thenComparingDouble(Crossover::eventsPerSecond));
        return found;
    }

    private static void addCrossovers(Candidate one, Candidate other, List<Crossover> found) {
        CostModel first = CostModel.of(one);
        CostModel second = CostModel.of(other);
        search(one, other, "bytes", rate -> bytes(first, rate) - bytes(second, rate), found);
        if (first.cpuMicros().isPresent() && second.cpuMicros().isPresent()) {
            search(one, other, "server CPU", rate -> cpu(first, rate) - cpu(second, rate), found);
        }
    }

    private static double bytes(CostModel model, double rate) {
        return model.bytes().at(rate, model.requestsPerSecond(rate));
    }

    private static double cpu(CostModel model, double rate) {
        return model.cpuMicros().orElseThrow().at(rate, model.requestsPerSecond(rate));
    }

    /** Steps up, and halves each step in which the difference changes its sign. */
    private static void search(
            Candidate one, Candidate other, String what, DoubleUnaryOperator difference, List<Crossover> found) {
        double least = Math.max(one.rates().get(0), other.rates().get(0));
        double most = Math.min(last(one.rates()), last(other.rates()));
        double low = least / BEYOND;
        double step = Math.pow(Math.max(most, least) * BEYOND / low, 1.0 / STEPS);
        for (int index = 0; index < STEPS; index++) {
            double from = low * Math.pow(step, index);
            double to = from * step;
            double before = difference.applyAsDouble(from);
            if (before * difference.applyAsDouble(to) < 0) {
                double rate = root(difference, from, to);
                boolean isFirstBelow = before < 0;
                found.add(new Crossover(
                        isFirstBelow ? one.name() : other.name(),
                        isFirstBelow ? other.name() : one.name(),
                        what,
                        rate,
                        rate >= least && rate <= most));
            }
        }
    }

    private static double root(DoubleUnaryOperator difference, double from, double to) {
        double low = from;
        double high = to;
        for (int halving = 0; halving < HALVINGS; halving++) {
            double middle = (low + high) / 2;
            if (difference.applyAsDouble(low) * difference.applyAsDouble(middle) <= 0) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return (low + high) / 2;
    }

    private static double last(List<Double> rates) {
        return rates.get(rates.size() - 1);
    }
}
