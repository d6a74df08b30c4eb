package dev.pushbench.bench.claim;

import dev.pushbench.bench.input.UsageError;
import dev.pushbench.bench.result.CellRecord;
import dev.pushbench.bench.result.FigureGroup;
import dev.pushbench.bench.result.Grade;
import dev.pushbench.bench.result.Row;
import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.bench.scenario.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Some of the twenty claims, or all: what has to be measured for them, and what came of it. */
public final class Claims {
    private static final List<Claim> TWENTY = List.of(
            PollingClaims.EMPTY_ANSWERS,
            PollingClaims.NOT_NEAR_REAL_TIME,
            PollingClaims.LOAD_GROWS,
            LongPollingClaims.ANSWERS_AT_ONCE,
            LongPollingClaims.LIGHTER_THAN_POLLING,
            LongPollingClaims.NO_DIFFERENT_WITH_MANY,
            LifeClaims.HERD,
            LongPollingClaims.STREAMING_COSTS_LESS,
            WireClaims.LARGE_HEADERS,
            WireClaims.CONNECTION_ENDS,
            WireClaims.HANDSHAKE_ONLY,
            LifeClaims.UPSTREAM,
            ScaleClaims.MEMORY,
            ScaleClaims.DELAY,
            LifeClaims.SERVER_DOWN,
            ScaleClaims.STATE,
            ProtocolClaims.TEXT_OR_BINARY,
            ProtocolClaims.WRONG_ACCEPT,
            ProtocolClaims.OVER_TLS,
            WireClaims.FIVE_HUNDRED_TO_ONE);

    private final List<Claim> claims;

    Claims(List<Claim> claims) {
        this.claims = List.copyOf(claims);
    }

    public static Claims all() {
        return new Claims(TWENTY);
    }

    /**
     * Those with these ids, each once, in their own order; all where none is given.
     *
     * @throws UsageError where one is not known
     */
    public static Claims chosen(List<String> given) {
        List<String> ids = given.stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(String::strip)
                .toList();
        for (String id : ids) {
            if (TWENTY.stream().noneMatch(claim -> claim.id().equalsIgnoreCase(id))) {
                throw new UsageError(
                        "<claims>",
                        "no such claim",
                        id,
                        "C1 to C" + TWENTY.size() + ", separated by commas; claims --list tells them");
            }
        }
        return ids.isEmpty()
                ? all()
                : new Claims(TWENTY.stream()
                        .filter(claim -> ids.stream().anyMatch(claim.id()::equalsIgnoreCase))
                        .toList());
    }

    List<Claim> claims() {
        return claims;
    }

    /** Id and words of each. */
    public Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        claims.forEach(claim -> words.put(claim.id(), claim.words()));
        return words;
    }

    /** Whether any of them asks for what no cell shows. */
    public boolean needChecks() {
        return claims.stream().anyMatch(claim -> !claim.experiment().checks().isEmpty());
    }

    /** All cells that they need, each once. */
    public List<Cell> cells(Effort effort) {
        Map<String, Cell> byId = new LinkedHashMap<>();
        for (Claim claim : claims) {
            for (Part part : claim.experiment().parts()) {
                for (Cell cell : part.cells(effort).cells()) {
                    Cell before = byId.putIfAbsent(cell.id(), cell);
                    if (before != null && !before.equals(cell)) {
                        throw new IllegalStateException(
                                claim.id() + " measures " + cell.id() + " for another time than other claims");
                    }
                }
            }
        }
        return byId.values().stream()
                .sorted(Comparator.comparingInt(Cell::users))
                .toList();
    }

    /** What they measure with every key: a document for each part of each claim, which by itself is a suite's file. */
    public String configuration(Effort effort, int forks) {
        StringBuilder text = new StringBuilder("# Claims, measured with effort " + effort.id()
                + ". Each document is a suite with the cells of one part of a claim;\n"
                + "# a cell that several parts have was measured for all of them.\n");
        for (Claim claim : claims) {
            for (Part part : claim.experiment().parts()) {
                part.yaml(effort, forks)
                        .ifPresent(yaml -> text.append("--- # ")
                                .append(claim.id())
                                .append(", ")
                                .append(part.name())
                                .append('\n')
                                .append(yaml));
            }
        }
        return text.toString();
    }

    /** Each cell once, then each a second time, so that a machine's drift falls on all alike. */
    public List<Trial> trials(Effort effort, int forks) {
        List<Trial> trials = new ArrayList<>();
        for (int fork = 1; fork <= forks; fork++) {
            for (Cell cell : cells(effort)) {
                trials.add(new Trial(trials.size() + 1, fork, cell));
            }
        }
        return List.copyOf(trials);
    }

    /**
     * What became of each.
     *
     * @param cells that a run measured, of {@link #cells(Effort)} or some of them
     * @param checks what direct trials saw; empty where there were none
     */
    public List<ClaimResult> judged(List<CellRecord> cells, Effort effort, Map<String, Boolean> checks) {
        Map<String, CellRecord> byId =
                cells.stream().collect(Collectors.toMap(cell -> cell.row().cell(), Function.identity()));
        return claims.stream().map(claim -> judged(claim, byId, effort, checks)).toList();
    }

    private static ClaimResult judged(
            Claim claim, Map<String, CellRecord> byId, Effort effort, Map<String, Boolean> checks) {
        Map<String, List<Seen>> parts = new LinkedHashMap<>();
        List<String> ids = new ArrayList<>();
        List<String> noisy = new ArrayList<>();
        Optional<String> obstacle = claim.experiment().checks().stream()
                .filter(check -> !checks.containsKey(check))
                .map(check -> "not checked: " + check)
                .findFirst();
        for (Part part : claim.experiment().parts()) {
            List<Seen> seen = new ArrayList<>();
            Part.Cells cells = part.cells(effort);
            List<String> columns = Stream.concat(claim.experiment().columns().stream(), part.columns().stream())
                    .toList();
            obstacle = obstacle.or(
                    () -> cells.obstacle().map(why -> "not with this build, or not on this machine: " + why));
            for (Cell cell : cells.cells()) {
                if (!ids.contains(cell.id())) {
                    ids.add(cell.id());
                }
                Optional<CellRecord> record = Optional.ofNullable(byId.get(cell.id()));
                Optional<String> flaw = flaw(cell.id(), record, columns);
                obstacle = obstacle.or(() -> flaw);
                if (flaw.isEmpty()) {
                    record.filter(found -> isNoisy(found, columns) && !noisy.contains(cell.id()))
                            .ifPresent(found -> noisy.add(cell.id()));
                    record.map(Seen::of).ifPresent(seen::add);
                }
            }
            parts.put(part.name(), seen);
        }
        Verdict verdict =
                obstacle.map(Verdict::notMeasured).orElseGet(() -> claim.rule().judge(new Measured(parts, checks)));
        return new ClaimResult(
                claim.id(),
                claim.words(),
                claim.source(),
                claim.experiment().words(),
                claim.border(),
                verdict,
                ids,
                noisy);
    }

    /** Whether something else may show in a figure that the verdict needs. */
    private static boolean isNoisy(CellRecord cell, List<String> columns) {
        return columns.stream().anyMatch(column -> cell.row().grade(FigureGroup.ofColumn(column)) == Grade.NOISY);
    }

    /** Why there is no verdict from such a cell; empty where there can be one. */
    private static Optional<String> flaw(String id, Optional<CellRecord> record, List<String> columns) {
        if (record.isEmpty()) {
            return Optional.of(id + " was not measured");
        }
        Row row = record.get().row();
        if (!row.isResult()) {
            return Optional.of(id + " is INVALID: " + row.text("causes"));
        }
        Optional<FigureGroup> invalid = columns.stream()
                .map(FigureGroup::ofColumn)
                .filter(group -> !row.isUsable(group))
                .findFirst();
        if (invalid.isPresent()) {
            return Optional.of(id + ": " + invalid.get().id() + " is INVALID: " + row.text("causes"));
        }
        return columns.stream()
                .filter(column -> record.get().sample(column).isEmpty())
                .map(column -> id + " has no " + column)
                .findFirst();
    }
}
