package dev.pushbench.bench;

import dev.pushbench.bench.result.FigureGroup;
import dev.pushbench.bench.result.Validity;
import java.util.List;

/** How the program ends, for whoever called it. Part of the contract with scripts. */
enum ExitCode {
    PASS(0),
    INTERNAL_ERROR(1),
    USAGE(2),
    REGRESSION(3),
    INCONCLUSIVE(4),
    /** Deliveries are wrong or incomplete, or nothing that was measured can be used. */
    INVALID_RUN(5),
    /** A shell's convention: 128 and the number of SIGINT. */
    INTERRUPTED(130);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /**
     * How a run ends whose cells have these verdicts. Noise alone is no failure: what it leaves usable is a result, and says how sure it is.
     */
    static ExitCode of(List<Validity> cells) {
        boolean isAnyWrong = cells.stream().anyMatch(cell -> !cell.isUsable(FigureGroup.EXACT));
        boolean isAnyUsable = cells.isEmpty()
                || cells.stream()
                        .anyMatch(cell -> cell.isUsable(FigureGroup.LATENCY) || cell.isUsable(FigureGroup.COST));
        return isAnyWrong || !isAnyUsable ? INVALID_RUN : PASS;
    }
}
