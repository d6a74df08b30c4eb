package dev.pushbench.bench.report;

import dev.pushbench.bench.result.CellRecord;
import dev.pushbench.bench.result.FigureGroup;
import dev.pushbench.bench.result.Grade;
import dev.pushbench.bench.result.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The cells of a run, found by what they were measured under. */
final class Cells {
    private static final Comparator<Workload> LARGEST_FIRST = Comparator.comparingInt(Workload::users)
            .thenComparingDouble(Workload::eventsPerSecond)
            .reversed();

    private final List<CellRecord> all;
    private final List<Variant> variants;
    private final Map<Workload, List<CellRecord>> results = new LinkedHashMap<>();

    Cells(Run run) {
        all = run.cells();
        variants = all.stream().map(cell -> Variant.of(cell.row())).distinct().toList();
        all.stream()
                .filter(cell -> cell.row().isResult())
                .sorted(Comparator.comparing(cell -> cell.row().technique()))
                .forEach(cell -> results.computeIfAbsent(workload(cell), workload -> new ArrayList<>())
                        .add(cell));
    }

    List<CellRecord> all() {
        return all;
    }

    /** Those of which some figures may be used; {@link Figures} has none of the others. */
    List<CellRecord> results() {
        return all.stream().filter(cell -> cell.row().isResult()).toList();
    }

    /** The results of that workload, in the order of the techniques. */
    List<CellRecord> results(Workload workload) {
        return results.getOrDefault(workload, List.of());
    }

    /** Those with at least one result; the most users first, then the highest rate, then as they were measured. */
    List<Workload> workloads() {
        return results.keySet().stream().sorted(LARGEST_FIRST).toList();
    }

    /** The one that comes first: the largest with a cell whose latency is valid, or else noisy, or else with any result. */
    Optional<Workload> main() {
        return validFirst().findFirst();
    }

    /** The {@link #workloads}, but that of {@link #main} before the others. */
    List<Workload> mainFirst() {
        return Stream.concat(main().stream(), workloads().stream()).distinct().toList();
    }

    /** Of each kind of workload the one that is told first; that of {@link #main} before the others. */
    List<Workload> kinds() {
        Map<WorkloadKind, Workload> kinds = new LinkedHashMap<>();
        validFirst().forEach(workload -> kinds.putIfAbsent(workload.kind(), workload));
        return List.copyOf(kinds.values());
    }

    /** That kind of workload, for the end of a title; empty where there is no other. */
    String beside(Workload kind) {
        return kinds().size() > 1 ? ", " + kind.kind().words() : "";
    }

    private Stream<Workload> validFirst() {
        return Stream.of(Grade.values())
                .flatMap(grade -> workloads().stream()
                        .filter(workload -> results(workload).stream()
                                .anyMatch(cell -> cell.row().grade(FigureGroup.LATENCY) == grade)));
    }

    /** The results of each variant, under that kind of workload, whatever users and rate: in the order of the techniques, and as they were measured. */
    Map<String, List<CellRecord>> byVariant(Predicate<Workload> kind) {
        Map<Variant, List<CellRecord>> byVariant =
                new TreeMap<>(Comparator.comparing(Variant::technique).thenComparing(variants::indexOf));
        for (CellRecord cell : results()) {
            if (kind.test(workload(cell))) {
                byVariant
                        .computeIfAbsent(Variant.of(cell.row()), variant -> new ArrayList<>())
                        .add(cell);
            }
        }
        Map<String, List<CellRecord>> named = new LinkedHashMap<>();
        byVariant.values().forEach(cells -> named.put(name(cells.get(0)), cells));
        return named;
    }

    /** Technique, and of its setting what differs between cells of the run. */
    String name(CellRecord cell) {
        Variant variant = Variant.of(cell.row());
        StringBuilder name = new StringBuilder(variant.technique().id());
        if (differs(variant, Variant::interval)) {
            name.append(' ').append(variant.interval()).append(" ms");
        }
        if (differs(variant, Variant::closes) && variant.closes()) {
            name.append(" close");
        }
        if (differs(variant, Variant::manner)) {
            name.append(variant.manner());
        }
        return name.toString();
    }

    private <T> boolean differs(Variant variant, Function<Variant, T> setting) {
        return variants.stream()
                .filter(other -> other.technique() == variant.technique())
                .anyMatch(other -> !setting.apply(other).equals(setting.apply(variant)));
    }

    /** A name that no other cell of the run has: what it is, under what. */
    String fullName(CellRecord cell) {
        Workload workload = workload(cell);
        boolean isOneKind = all.stream().allMatch(other -> workload(other).isOfTheKindOf(workload));
        return name(cell) + ", " + (isOneKind ? workload.usersAndRate() : workload.words());
    }

    static Workload workload(CellRecord cell) {
        return Workload.of(cell.row());
    }

    /** Whether all its groups of figures are. */
    static boolean isValid(CellRecord cell) {
        return cell.row().validity().equals(Grade.VALID.name());
    }
}
