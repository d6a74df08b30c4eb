package dev.pushbench.bench.report;

import dev.pushbench.bench.claim.ClaimsFound;
import dev.pushbench.bench.input.UsageError;
import dev.pushbench.bench.result.CellRecord;
import dev.pushbench.bench.result.FigureGroup;
import dev.pushbench.bench.result.Grade;
import dev.pushbench.bench.result.Row;
import dev.pushbench.bench.result.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the run says, in one sentence, and what to think of it.
 *
 * @param caveats each a sentence
 */
record Answer(String sentence, List<String> caveats) {
    private static final String LATENCY = "latency_p50_us";
    private static final String TAIL = "latency_p99_us";
    private static final String OVERHEAD = "overhead_bytes_per_delivery";

    Answer {
        caveats = List.copyOf(caveats);
    }

    /** From what searches found, where any were made, or else from the cells. */
    static Answer of(Run run, List<Row> knees) {
        return knees.isEmpty() ? of(run) : CapacityAnswer.of(knees, caveats(run));
    }

    /** From what became of claims. */
    static Answer of(Run run, ClaimsFound claims) {
        return new Answer(claims.sentence() + ".", caveats(run));
    }

    /**
     * From the largest workload with a cell whose latency is VALID, by these cells; or else by those whose latency is NOISY. Where no
     * latency is a result, bytes and requests still are.
     */
    static Answer of(Run run) {
        Cells cells = new Cells(run);
        List<String> caveats = new ArrayList<>(caveats(run));
        intervals(run).ifPresent(caveats::add);
        Optional<Workload> workload = cells.main();
        List<CellRecord> results = workload.map(cells::results).orElse(List.of());
        List<CellRecord> ranked = byLatency(results, Grade.VALID);
        if (ranked.isEmpty()) {
            ranked = byLatency(results, Grade.NOISY);
            addNoise(ranked, caveats);
        }
        if (!ranked.isEmpty()) {
            addLeftOut(cells, workload.get(), ranked, caveats);
            return new Answer(sentence(cells, workload.get(), ranked), caveats);
        }
        return new Answer(
                workload.flatMap(found -> byBytes(cells, found)).orElse("No answer: no cell of this run has a result."),
                caveats);
    }

    private static List<CellRecord> byLatency(List<CellRecord> results, Grade grade) {
        return results.stream()
                .filter(cell -> cell.row().grade(FigureGroup.LATENCY) == grade)
                .filter(cell -> Figures.of(cell, LATENCY).isPresent())
                .sorted(Comparator.comparingDouble(Answer::latency))
                .toList();
    }

    private static void addNoise(List<CellRecord> ranked, List<String> caveats) {
        if (!ranked.isEmpty()) {
            String causes = ranked.get(0).row().text("causes");
            caveats.add("Latency is NOISY in all cells that the sentence above rests on"
                    + (causes.isEmpty() ? "" : " (" + UsageError.shown(causes) + ")")
                    + ": run again on a quiet machine before small differences count.");
        }
    }

    /** What is counted, where nothing that is timed may be used. */
    private static Optional<String> byBytes(Cells cells, Workload workload) {
        return cells.results(workload).stream()
                .filter(cell -> Figures.of(cell, OVERHEAD).isPresent())
                .min(Comparator.comparingDouble(
                        cell -> Figures.of(cell, OVERHEAD).orElse(Double.POSITIVE_INFINITY)))
                .map(cell -> "With " + workload.words() + ", " + cells.name(cell)
                        + " had the least protocol overhead: "
                        + Digits.or(Figures.of(cell, OVERHEAD), Digits::bytes)
                        + Digits.or(
                                        Figures.of(cell, "requests_per_delivery"),
                                        requests -> " and " + Digits.three(requests) + " requests")
                                .replace(Digits.NONE, "")
                        + " per delivery. No latency of this run is a result.");
    }

    private static String sentence(Cells cells, Workload workload, List<CellRecord> ranked) {
        CellRecord first = ranked.get(0);
        List<String> equals = ranked.stream()
                .skip(1)
                .filter(other -> Nearness.isTied(first, other, LATENCY))
                .map(cells::name)
                .toList();
        String soonest = ranked.size() == 1
                ? " is the only " + first.row().grade(FigureGroup.LATENCY) + " cell: it delivered"
                : " delivered soonest:";
        return "With " + workload.words() + ", " + cells.name(first) + soonest + " half of the deliveries within "
                + Digits.micros(latency(first))
                + Digits.or(Figures.of(first, TAIL), p99 -> ", 99 % within " + Digits.micros(p99))
                        .replace(Digits.NONE, "")
                + cost(first)
                + equals(equals)
                + tail(cells, ranked)
                + ".";
    }

    private static String equals(List<String> names) {
        return names.isEmpty()
                ? ""
                : "; " + listed(names) + (names.size() == 1 ? " is" : " are")
                        + " as quick, as far as this run can tell";
    }

    /** Who is best for the unluckiest, where that is another one. */
    private static String tail(Cells cells, List<CellRecord> ranked) {
        CellRecord first = ranked.get(0);
        return ranked.stream()
                .filter(cell -> Figures.of(cell, TAIL).isPresent())
                .min(Comparator.comparingDouble(cell -> Figures.of(cell, TAIL).orElse(0)))
                .filter(cell -> Figures.of(first, TAIL).isPresent() && !Nearness.isTied(first, cell, TAIL))
                .filter(cell -> !cell.equals(first))
                .map(cell -> "; " + cells.name(cell) + " had the least 99th percentile, "
                        + Digits.micros(Figures.of(cell, TAIL).orElse(0)))
                .orElse("");
    }

    private static String cost(CellRecord cell) {
        List<String> costs = new ArrayList<>();
        Bytes.perDelivery(cell).ifPresent(bytes -> costs.add(Digits.bytes(bytes)));
        Figures.of(cell, "requests_per_delivery")
                .ifPresent(requests -> costs.add(Digits.three(requests) + " requests"));
        Figures.of(cell, "server_cpu_us_per_delivery")
                .ifPresent(micros -> costs.add(Digits.micros(micros) + " of server CPU"));
        return costs.isEmpty() ? "" : ", at " + listed(costs) + " per delivery";
    }

    private static void addLeftOut(Cells cells, Workload workload, List<CellRecord> ranked, List<String> caveats) {
        List<String> leftOut = cells.all().stream()
                .filter(cell -> Cells.workload(cell).equals(workload) && !ranked.contains(cell))
                .map(cell -> cells.name(cell) + " (" + cell.row().grade(FigureGroup.LATENCY) + ")")
                .toList();
        if (!leftOut.isEmpty()) {
            caveats.add("Left out of the sentence above, because their latency is less sure, or no result: "
                    + listed(leftOut) + ".");
        }
    }

    private static List<String> caveats(Run run) {
        List<String> caveats = new ArrayList<>();
        run.manifest()
                .machine()
                .handicap()
                .ifPresent(handicap -> caveats.add("The server was handicapped on purpose (" + handicap
                        + "): these are not the figures of Pushbench's server."));
        run.manifest()
                .machine()
                .variant()
                .ifPresent(variant -> caveats.add("The server pushed through an API that is not ours (" + variant
                        + "): these are not the figures of Pushbench's server."));
        if (!run.manifest().complete()) {
            caveats.add("The run is not complete: "
                    + run.manifest().failureReason().orElse("it did not end by itself") + ".");
        }
        long noisy = count(run, Grade.NOISY);
        long invalid = count(run, Grade.INVALID);
        if (noisy + invalid > 0) {
            caveats.add("Of " + run.cells().size() + " cells, " + noisy + (noisy == 1 ? " is" : " are") + " noisy and "
                    + invalid + (invalid == 1 ? " is" : " are") + " invalid.");
        }
        return caveats;
    }

    /** Why differences may be chance. */
    private static Optional<String> intervals(Run run) {
        if (run.cells().stream().anyMatch(cell -> cell.trials().size() <= 1)) {
            return Optional.of(
                    "Where a cell was measured in one trial there is no interval: a difference may be chance. More trials tell (--forks 5).");
        }
        return run.cells().stream()
                        .allMatch(cell -> Figures.interval(cell, LATENCY).isEmpty())
                ? Optional.of(
                        "There are too few trials for intervals: a difference may be chance. More trials tell (--forks 5).")
                : Optional.empty();
    }

    private static long count(Run run, Grade grade) {
        return run.cells().stream()
                .filter(cell -> cell.row().validity().equals(grade.name()))
                .count();
    }

    private static double latency(CellRecord cell) {
        OptionalDouble latency = Figures.of(cell, LATENCY);
        return latency.orElse(Double.POSITIVE_INFINITY);
    }

    /** {@code a, b and c}. */
    static String listed(List<String> words) {
        int last = words.size() - 1;
        return last <= 0
                ? String.join("", words)
                : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }
}
