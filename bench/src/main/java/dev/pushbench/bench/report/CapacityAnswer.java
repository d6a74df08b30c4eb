package dev.pushbench.bench.report;

import dev.pushbench.bench.capacity.Finding.Outcome;
import dev.pushbench.bench.result.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a run that searched says, in one sentence: its cells are at different loads, so the quickest of them says nothing. */
final class CapacityAnswer {
    private static final String DELIVERIES = "deliveries_per_s";

    private CapacityAnswer() {}

    /**
     * @param knees at least one
     * @param ofRun what is to be thought of any run like it
     */
    static Answer of(List<Row> knees, List<String> ofRun) {
        List<String> caveats = new ArrayList<>(ofRun);
        if (knees.stream().anyMatch(knee -> knee.text("trials").matches("[1-9].*"))) {
            caveats.add("Steps beyond what is carried are noisy or invalid by their nature: a search looks for them.");
        }
        List<Row> ranked = knees.stream()
                .filter(CapacityTable::hasFigures)
                .sorted(Comparator.comparingDouble(CapacityAnswer::deliveries).reversed())
                .toList();
        String slo = knees.get(0).text("slo");
        if (ranked.isEmpty()) {
            return new Answer("No answer: within " + slo + " not even a first step was met.", caveats);
        }
        List<String> told = ranked.stream().map(knee -> told(knee, knees)).toList();
        return new Answer("Within " + slo + ", carried: " + String.join("; ", told) + ".", caveats);
    }

    private static String told(Row knee, List<Row> knees) {
        String least = CapacityTable.outcome(knee) == Outcome.KNEE ? "" : "at least ";
        String doubt = knee.text("confirmed").equals("true") ? "" : " (not confirmed)";
        return CapacityTable.name(knee, knees) + " " + least + Digits.three(deliveries(knee)) + " deliveries/s with "
                + Digits.tick(knee.number("users").map(Number::doubleValue).orElse(0.0)) + " users" + doubt;
    }

    private static double deliveries(Row knee) {
        return knee.number(DELIVERIES).map(Number::doubleValue).orElse(0.0);
    }
}
