package dev.pushbench.bench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pushbench.bench.report.fit.Candidate;
import dev.pushbench.bench.report.fit.CostModel;
import dev.pushbench.bench.report.fit.Fit;
import dev.pushbench.bench.report.fit.LatencyCurve;
import dev.pushbench.bench.report.fit.Need;
import dev.pushbench.bench.report.fit.Observation;
import dev.pushbench.bench.report.fit.Offer;
import dev.pushbench.bench.result.Json;
import dev.pushbench.bench.result.Run;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which technique fits whom, as the page shows it.
 *
 * @param measured what each cell took
 * @param crossovers empty where no more than one rate was measured, or where costs never meet
 * @param need the load that the form begins with; empty where there is no result
 * @param island what the form calculates with, as JSON that may stand in a script element
 */
record FitTable(Table measured, Optional<Table> crossovers, Optional<Need> need, String island) {
    private static final List<String> READING = List.of(
            "Cheapest means fewest bytes; requests, cores and memory stand beside it, because what they cost differs from house to house.",
            "What was not measured is calculated: cost per second = users × (a × events per second + b × requests per second + c), linear in rate and users; latency goes straight on with the number of users. Neither knows what happens when a core is full.",
            "Error is the largest difference between the model and what was measured, or the spread of the trials where the load itself was measured; unknown where a single cell or trial cannot tell.");

    private static final double LEAST_ERROR = 0.001;

    private static final List<String> COSTS =
            List.of("99 % within", "bytes per user and hour", "requests/s", "server cores", "memory", "error");

    /** How it is to be read, a sentence each. */
    List<String> reading() {
        return READING;
    }

    /** What the form begins with, as short as it can be written. */
    String rate() {
        return need.map(each -> BigDecimal.valueOf(each.eventsPerSecond())
                        .stripTrailingZeros()
                        .toPlainString())
                .orElse("");
    }

    static FitTable of(Run run) {
        Cells cells = new Cells(run);
        Fit fit = fit(run);
        return new FitTable(measured(fit), crossovers(fit), need(cells), island(fit));
    }

    static Fit fit(Run run) {
        return new Fit(
                Candidates.of(new Cells(run)), run.manifest().machine().host().processors());
    }

    /** The largest load that has a valid cell. */
    static Optional<Need> need(Cells cells) {
        return cells.main().map(workload -> new Need(workload.users(), workload.eventsPerSecond(), Optional.empty()));
    }

    /** What there is for that need, the fitting first and of them the cheapest. */
    static Table offers(Fit fit, Need need) {
        List<String> header = new ArrayList<>(List.of("technique", "fits", "basis"));
        header.addAll(COSTS);
        List<List<String>> rows = new ArrayList<>();
        for (Offer offer : fit.offers(need)) {
            List<String> row = new ArrayList<>(List.of(offer.name(), fits(offer), basis(offer)));
            row.addAll(costs(offer));
            rows.add(row);
        }
        return new Table(
                Digits.count(need.users()) + " users, " + Digits.tick(need.eventsPerSecond()) + " events/s",
                header,
                rows);
    }

    private static String fits(Offer offer) {
        if (offer.meets()) {
            return "yes";
        }
        return offer.latencyMicros().isPresent() ? "no" : "unknown";
    }

    static String basis(Offer offer) {
        return switch (offer.basis()) {
            case MEASURED -> "measured";
            case BETWEEN -> "between measured";
            case EXTRAPOLATED -> "extrapolated";
        };
    }

    private static List<String> costs(Offer offer) {
        return List.of(
                Digits.or(offer.latencyMicros(), Digits::micros),
                Digits.bytes(offer.cost().bytesPerUserHour()),
                Digits.three(offer.cost().requestsPerSecond()),
                Digits.or(offer.cost().serverCores(), Digits::three),
                Digits.or(offer.cost().memoryBytes(), Digits::memory),
                offer.error().isPresent() ? error(offer.error().getAsDouble()) : "unknown");
    }

    private static String error(double share) {
        return share < LEAST_ERROR ? "< 0.1 %" : "± " + Digits.percent(share);
    }

    private record Measured(Offer offer, Observation at) {}

    private static Table measured(Fit fit) {
        List<Measured> offers = new ArrayList<>();
        for (Candidate candidate : fit.candidates()) {
            for (Observation each : candidate.observations()) {
                Need need = new Need(each.users(), each.eventsPerSecond(), Optional.empty());
                offers.add(new Measured(Fit.offer(candidate, each, need), each));
            }
        }
        offers.sort(Comparator.comparingInt((Measured each) -> each.at().users())
                .thenComparingDouble(each -> each.at().eventsPerSecond())
                .thenComparingDouble(each -> each.offer().cost().bytesPerUserHour()));
        List<String> header = new ArrayList<>(List.of("technique", "users", "events/s"));
        header.addAll(COSTS);
        List<List<String>> rows = new ArrayList<>();
        for (Measured each : offers) {
            List<String> row = new ArrayList<>(List.of(
                    each.offer().name(),
                    Digits.count(each.at().users()),
                    Digits.tick(each.at().eventsPerSecond())));
            row.addAll(costs(each.offer()));
            rows.add(row);
        }
        return new Table("What was measured, the cheapest of each load first", header, rows);
    }

    private static Optional<Table> crossovers(Fit fit) {
        List<List<String>> rows = fit.crossovers().stream()
                .map(each -> List.of(
                        each.what(),
                        each.below(),
                        Digits.three(each.eventsPerSecond()) + " events/s",
                        each.above(),
                        each.isMeasured() ? "between measured" : "extrapolated"))
                .toList();
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new Table(
                        "Where costs meet", List.of("cost", "cheaper below", "rate", "cheaper above", "basis"), rows));
    }

    /** A candidate for the form's script. */
    private record Model(String name, CostModel cost, List<LatencyCurve.Point> latency, List<Known> measured) {}

    /** A load that was measured, and what came of it. */
    private record Known(int users, double eventsPerSecond, Offer offer) {}

    private record Island(int cores, List<Model> candidates) {}

    private static String island(Fit fit) {
        List<Model> models = fit.candidates().stream()
                .map(each -> new Model(
                        each.name(),
                        Fit.model(each),
                        Fit.latency(each).points(),
                        each.observations().stream()
                                .map(seen -> known(each, seen))
                                .toList()))
                .toList();
        try {
            String compact = new JsonMapper()
                    .readTree(Json.of(new Island(fit.cores(), models)))
                    .toString();
            return compact.replace("<", "\\u003c");
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException("our own JSON cannot be read", ours);
        }
    }

    private static Known known(Candidate candidate, Observation seen) {
        Need need = new Need(seen.users(), seen.eventsPerSecond(), Optional.empty());
        return new Known(seen.users(), seen.eventsPerSecond(), Fit.offer(candidate, seen, need));
    }
}
