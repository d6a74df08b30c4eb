package dev.pushbench.bench.gate;

import java.util.ArrayList;
import java.util.List;

/** The result as workflow commands of GitHub Actions: what counts and is no pass, the gravest first. */
public final class GateAnnotations {
    /** GitHub shows no more of a kind from one step. */
    private static final int MOST = 10;

    private GateAnnotations() {}

    /** Lines without an end of line after the last; the empty text where there is nothing to complain of. */
    public static String of(GateResult result) {
        List<String> lines = new ArrayList<>();
        for (Finding finding : result.ordered()) {
            boolean isFailure = finding.verdict() == Verdict.REGRESSION || finding.verdict() == Verdict.INCONCLUSIVE;
            if (finding.counts() && isFailure) {
                lines.add(error(
                        finding.verdict() + " " + finding.rule().metric(),
                        finding.cell() + ": " + finding.rule().metric() + ": " + finding.text()));
            }
        }
        if (lines.isEmpty() && result.verdict() == Verdict.INCONCLUSIVE) {
            lines.add(error("INCONCLUSIVE", "nothing was found that counts"));
        }
        if (lines.size() > MOST) {
            int more = lines.size() - (MOST - 1);
            lines = new ArrayList<>(lines.subList(0, MOST - 1));
            lines.add(error(result.verdict().name(), "and " + more + " more findings, see gate.json"));
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static String error(String title, String message) {
        return "::error title=" + escaped(title).replace(":", "%3A").replace(",", "%2C") + "::" + escaped(message);
    }

    /** As the runner undoes it. */
    private static String escaped(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }
}
