package dev.pushbench.bench.host;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What an examination of the machine found. */
public record Checkup(List<Finding> findings) {
    public Checkup {
        findings = List.copyOf(findings);
    }

    public boolean allowsRuns() {
        return findings.stream().noneMatch(finding -> finding.verdict() == Finding.Verdict.FAIL);
    }

    /** The finding that allows the fewest users; empty where no limit is known. */
    public Optional<Finding> smallestLimit() {
        return findings.stream()
                .filter(finding -> finding.users().isPresent())
                .min(Comparator.comparingLong(finding -> finding.users().getAsLong()));
    }

    /** One sentence: whether runs are possible, and how large they can be. */
    public String conclusion() {
        List<String> obstacles = findings.stream()
                .filter(finding -> finding.verdict() == Finding.Verdict.FAIL)
                .map(Finding::name)
                .toList();
        if (!obstacles.isEmpty()) {
            return "No run is possible, because of: " + String.join(", ", obstacles) + ".";
        }
        return smallestLimit()
                .map(limit -> "One server and one generator can hold "
                        + Amounts.count(limit.users().getAsLong()) + " users; the smallest limit is " + limit.name()
                        + ".")
                .orElse("How many users one server and one generator can hold is unknown.");
    }
}
