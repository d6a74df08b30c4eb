package dev.pushbench.bench;

/** A mistake of the user, told on one line: where, what was wrong, what was given, what is allowed. */
final class UsageError extends RuntimeException {
    private static final long serialVersionUID = 1;

    UsageError(String option, String problem, Object given, String allowed) {
        super(option + ": " + problem + ", was '" + given + "', allowed: " + allowed);
    }
}
