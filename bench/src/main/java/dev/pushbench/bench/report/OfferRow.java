package dev.pushbench.bench.report;

import dev.pushbench.bench.report.fit.LatencyEstimate;
import dev.pushbench.bench.report.fit.LatencyEstimate.Bounds;
import dev.pushbench.bench.report.fit.Offer;
import dev.pushbench.bench.report.fit.Offer.Basis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** An {@link Offer} in words. The script of the page writes the same. */
final class OfferRow {
    private static final String UNKNOWN = "unknown";
    private static final double LEAST_ERROR = 0.001;

    /** The columns of {@link #figures}. */
    static final List<String> FIGURES = List.of(
            "events/s per user",
            "p99",
            "p99 interval",
            "bytes per user and hour",
            "requests/s",
            "server cores",
            "memory",
            "cost error");

    /** The columns of {@link #of}. */
    static final List<String> HEADER = header();

    private OfferRow() {}

    private static List<String> header() {
        List<String> header = new ArrayList<>(List.of("technique", "fits", "basis", "validity"));
        header.addAll(FIGURES);
        header.add("cells");
        return List.copyOf(header);
    }

    static List<String> of(Offer offer) {
        List<String> row = new ArrayList<>(
                List.of(offer.name(), fits(offer), basis(offer), offer.source().validity()));
        row.addAll(figures(offer));
        row.add(cells(offer.source()));
        return row;
    }

    static List<String> figures(Offer offer) {
        Offer.Cost cost = offer.cost();
        Optional<LatencyEstimate> latency = offer.latency();
        return List.of(
                Digits.three(offer.receivedPerSecond()),
                latency.map(each -> Digits.micros(each.micros())).orElse(Digits.NONE),
                latency.map(OfferRow::interval).orElse(Digits.NONE),
                Digits.bytes(cost.bytesPerUserHour()),
                Digits.or(cost.requestsPerSecond(), Digits::three),
                Digits.or(cost.serverCores(), Digits::three),
                Digits.or(cost.memoryBytes(), Digits::memory),
                error(offer.costError()));
    }

    private static String fits(Offer offer) {
        return switch (offer.fits()) {
            case YES -> "yes";
            case NO_LIMIT -> Digits.NONE;
            case NOT_CERTAIN -> "not certain";
            case NO -> "no";
        };
    }

    private static String basis(Offer offer) {
        return switch (offer.source().basis()) {
            case MEASURED -> "measured";
            case BETWEEN -> "between measured";
            case EXTRAPOLATED -> "extrapolated";
        };
    }

    private static String interval(LatencyEstimate latency) {
        return latency.bounds()
                .filter(Bounds::isMeasured)
                .map(each -> Digits.micros(each.lowMicros()) + " to " + Digits.micros(each.highMicros()))
                .orElse(UNKNOWN);
    }

    private static String error(OptionalDouble error) {
        if (error.isEmpty()) {
            return UNKNOWN;
        }
        double share = error.getAsDouble();
        return share < LEAST_ERROR ? "< 0.1 %" : "± " + Digits.percent(share);
    }

    /** From which cells latency, memory and costs are, if they are not all of the one cell of the load. */
    private static String cells(Offer.Source source) {
        if (source.basis() == Basis.MEASURED) {
            return "that of this load";
        }
        List<String> parts = new ArrayList<>();
        if (!source.latencyUsers().isEmpty()) {
            parts.add("p99: "
                    + String.join(
                            " and ",
                            source.latencyUsers().stream().map(Digits::count).toList()) + " users");
        }
        source.memoryUsers().ifPresent(users -> parts.add("memory: " + Digits.count(users) + " users"));
        parts.add("other costs: " + source.costCells() + (source.costCells() == 1 ? " cell" : " cells"));
        return String.join("; ", parts);
    }
}
