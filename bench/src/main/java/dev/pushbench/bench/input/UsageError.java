package dev.pushbench.bench.input;

/** A mistake of the user, told on one line: where, what was wrong, what was given, what is allowed. */
public final class UsageError extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int MOST_CHARACTERS = 200;

    /** @param where an option, or a line of a file */
    public UsageError(String where, String problem, Object given, String allowed) {
        this(where, shown(problem) + ", was '" + shown(given.toString()) + "', allowed: " + allowed);
    }

    /** The same, where what was given is known by its name or cannot be shown. */
    public UsageError(String where, String problem) {
        super(oneLine(where + ": " + problem));
    }

    private UsageError(String sentence) {
        super(oneLine(sentence));
    }

    /** A mistake that one sentence says best, which names the option, what was given, and what is allowed. */
    public static UsageError sentence(String text) {
        return new UsageError(text);
    }

    /** The text for a message, shortened: in a file it may be of any length. */
    public static String shown(String text) {
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "…";
    }

    /** A text from a file may hold line ends, and what a terminal takes for a command. */
    private static String oneLine(String text) {
        return text.replaceAll("\\R", " ").replaceAll("\\p{Cntrl}", "?");
    }
}
