package dev.pushbench.bench;

/** How the program ends, for whoever called it. Part of the contract with scripts. */
enum ExitCode {
    PASS(0),
    INTERNAL_ERROR(1),
    USAGE(2),
    REGRESSION(3),
    INCONCLUSIVE(4),
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
}
