package dev.pushbench.bench.report;

import dev.pushbench.bench.report.fit.Candidate;
import dev.pushbench.bench.report.fit.Fit;
import dev.pushbench.bench.report.fit.Need;
import dev.pushbench.bench.report.fit.Observation;
import dev.pushbench.bench.report.fit.Offer;
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
            "The rate is that of all rooms together, as with run --rate. A user receives the events of his room: rate × users per room / users.",
            "Cheapest means fewest bytes; requests, cores and memory stand beside it, because what they cost differs from house to house.",
            "A limit is met (yes) only if the upper end of the latency's interval is within it, and missed (no) only if the lower end is not. Without an interval, half and twice the figure stand for its ends. An extrapolated latency has no interval: not certain.",
            "What was not measured is calculated: cost per second = users × (a × events per second and user + b × requests per second + c), linear in rate and users; latency goes straight on with the number of users. Neither knows what happens when a core is full. The last column says which cells a line is from.",
            "Cost error is the largest difference between the model and what was measured of bytes and CPU, or the spread of the trials where the load itself was measured; unknown where a single cell or trial cannot tell.");

    /** How it is to be read, a sentence each. */
    List<String> reading() {
        return READING;
    }

    /** What the form begins with, as short as it can be written. */
    String rate() {
        return need.map(each -> BigDecimal.valueOf(each.publishedPerSecond())
                        .stripTrailingZeros()
                        .toPlainString())
                .orElse("");
    }

    static FitTable of(Run run) {
        Cells cells = new Cells(run);
        Fit fit = fit(run);
        return new FitTable(measured(fit), crossovers(fit), need(cells), FitIsland.of(fit));
    }

    static Fit fit(Run run) {
        return new Fit(
                Candidates.of(new Cells(run)), run.manifest().machine().host().processors());
    }

    /** The largest load that has a valid cell; of one in which something was published, if there is any. */
    static Optional<Need> need(Cells cells) {
        List<Workload> workloads = cells.mainFirst();
        Optional<Workload> first = workloads.stream()
                .filter(workload -> workload.eventsPerSecond() > 0)
                .findFirst();
        return first.or(() -> workloads.stream().findFirst())
                .map(workload -> new Need(workload.users(), workload.eventsPerSecond(), Optional.empty()));
    }

    /** What there is for that need, the fitting first and of them the cheapest. */
    static Table offers(Fit fit, Need need) {
        return new Table(
                title(need),
                OfferRow.HEADER,
                fit.offers(need).stream().map(OfferRow::of).toList());
    }

    private static String title(Need need) {
        return Digits.count(need.users()) + (need.users() == 1 ? " user, " : " users, ")
                + Digits.tick(need.publishedPerSecond()) + " events/s published in all rooms together"
                + need.maxLatency()
                        .map(limit -> ", p99 limit " + Digits.micros(limit.toNanos() / 1e3))
                        .orElse("");
    }

    private record Measured(Offer offer, Observation at) {}

    private static Table measured(Fit fit) {
        List<Measured> offers = new ArrayList<>();
        for (Candidate candidate : fit.candidates()) {
            for (Observation each : candidate.observations()) {
                Need need = new Need(each.users(), each.publishedPerSecond(), Optional.empty());
                offers.add(new Measured(Fit.offer(candidate, each, need), each));
            }
        }
        offers.sort(Comparator.comparingInt((Measured each) -> each.at().users())
                .thenComparingDouble(each -> each.at().publishedPerSecond())
                .thenComparingDouble(each -> each.offer().cost().bytesPerUserHour()));
        List<String> header = new ArrayList<>(List.of("technique", "users", "events/s in all rooms", "validity"));
        header.addAll(OfferRow.FIGURES);
        List<List<String>> rows = new ArrayList<>();
        for (Measured each : offers) {
            List<String> row = new ArrayList<>(List.of(
                    each.offer().name(),
                    Digits.count(each.at().users()),
                    Digits.tick(each.at().publishedPerSecond()),
                    each.offer().source().validity()));
            row.addAll(OfferRow.figures(each.offer()));
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
                        "Where costs meet",
                        List.of("cost", "cheaper below", "rate of each user", "cheaper above", "basis"),
                        rows));
    }
}
