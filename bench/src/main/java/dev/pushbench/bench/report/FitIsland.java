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
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What the form of the page calculates with, as JSON. */
final class FitIsland {
    /** A candidate for the form's script. */
    private record Model(
            String name,
            boolean hasEvents,
            OptionalInt usersPerRoom,
            String validity,
            CostModel cost,
            List<LatencyCurve.Point> latency,
            List<Known> measured) {}

    /** A load that was measured, and what came of it. */
    private record Known(int users, double publishedPerSecond, double receivedPerSecond, Offer offer) {}

    private record Island(int cores, List<Model> candidates) {}

    private FitIsland() {}

    /** It may stand in a script element. */
    static String of(Fit fit) {
        List<Model> models = fit.candidates().stream().map(FitIsland::model).toList();
        try {
            String compact = new JsonMapper()
                    .readTree(Json.of(new Island(fit.cores(), models)))
                    .toString();
            return compact.replace("<", "\\u003c");
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException("our own JSON cannot be read", ours);
        }
    }

    private static Model model(Candidate candidate) {
        return new Model(
                candidate.name(),
                candidate.hasEvents(),
                candidate.rooms().usersPerRoom(),
                candidate.validity(),
                Fit.model(candidate),
                Fit.latency(candidate).points(),
                candidate.observations().stream()
                        .map(seen -> known(candidate, seen))
                        .toList());
    }

    private static Known known(Candidate candidate, Observation seen) {
        Need need = new Need(seen.users(), seen.publishedPerSecond(), Optional.empty());
        return new Known(
                seen.users(), seen.publishedPerSecond(), candidate.received(seen), Fit.offer(candidate, seen, need));
    }
}
