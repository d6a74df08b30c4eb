package dev.pushbench.bench.input;

/** Numbers of the user, within their bounds. */
public final class Numbers {
    private Numbers() {}

    /** A whole number from {@code least} to {@code most}. */
    public static int whole(String where, String text, int least, int most) {
        return whole(where, text, least, most, least + " to " + most);
    }

    /** The same, where it takes more words to say what is {@code allowed}. */
    public static int whole(String where, String text, int least, int most, String allowed) {
        long number;
        try {
            number = Long.parseLong(text);
        } catch (NumberFormatException unreadable) {
            throw new UsageError(where, "not a whole number", text, allowed);
        }
        if (number < least || number > most) {
            throw new UsageError(where, number < least ? "too small" : "too large", text, allowed);
        }
        return (int) number;
    }

    /** A number above 0, with or without a fraction. */
    public static double positive(String where, String text, double most) {
        String allowed = "above 0, at most " + (long) most;
        if (!text.matches("-?\\d{1,9}(\\.\\d{1,9})?")) {
            throw new UsageError(where, "not a number", text, allowed);
        }
        double number = Double.parseDouble(text);
        if (number <= 0 || number > most) {
            throw new UsageError(where, number <= 0 ? "too small" : "too large", text, allowed);
        }
        return number;
    }
}
