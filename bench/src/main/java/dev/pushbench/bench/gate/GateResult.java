package dev.pushbench.bench.gate;

import java.util.Comparator;
import java.util.List;

/**
 * What all rules found in all cells.
 *
 * @param kind {@value #BASELINE} or {@value #AB}
 * @param base what was held against: a run or a version, as people call it
 * @param head what was held against it
 */
public record GateResult(String kind, String base, String head, List<Finding> findings) {
    /** A run was held against one that was accepted. */
    public static final String BASELINE = "baseline";

    /** Both were measured in turn. */
    public static final String AB = "ab";

    public GateResult {
        if (!kind.equals(BASELINE) && !kind.equals(AB)) {
            throw new IllegalArgumentException("not a kind of gate: " + kind);
        }
        findings = List.copyOf(findings);
    }

    /** The gravest of those that count; where none counts, nothing can be told. */
    public Verdict verdict() {
        return findings.stream()
                .filter(Finding::counts)
                .map(Finding::verdict)
                .min(Comparator.naturalOrder())
                .orElse(Verdict.INCONCLUSIVE);
    }

    /** What passed last; before it what counts, the gravest first, and then what does not. */
    public List<Finding> ordered() {
        return findings.stream()
                .sorted(Comparator.comparing((Finding finding) -> finding.verdict() == Verdict.PASS)
                        .thenComparing(finding -> !finding.counts())
                        .thenComparing(Finding::verdict))
                .toList();
    }

    /** How many that count have that verdict. */
    public long counted(Verdict verdict) {
        return findings.stream()
                .filter(finding -> finding.counts() && finding.verdict() == verdict)
                .count();
    }

    /** The verdict, and how many findings there are of which, on a line. */
    public String headline() {
        long counting = findings.stream().filter(Finding::counts).count();
        String all = counted(Verdict.REGRESSION) + " regressed, " + counted(Verdict.INCONCLUSIVE) + " inconclusive, "
                + counted(Verdict.IMPROVEMENT) + " improved, " + counted(Verdict.PASS) + " passed; "
                + (findings.size() - counting) + " advisory";
        return verdict() + ": " + all;
    }
}
