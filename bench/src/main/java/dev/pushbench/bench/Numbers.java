package dev.pushbench.bench;

/** Numbers of the command line, within their bounds. */
final class Numbers {
    private Numbers() {}

    /** A whole number from {@code least} to {@code most}. */
    static int whole(String option, String text, int least, int most) {
        return whole(option, text, least, most, least + " to " + most);
    }

    /** The same, where it takes more words to say what is {@code allowed}. */
    static int whole(String option, String text, int least, int most, String allowed) {
        long number;
        try {
            number = Long.parseLong(text);
        } catch (NumberFormatException unreadable) {
            throw new UsageError(option, "not a whole number", text, allowed);
        }
        if (number < least || number > most) {
            throw new UsageError(option, number < least ? "too small" : "too large", text, allowed);
        }
        return (int) number;
    }

    /** A number above 0, with or without a fraction. */
    static double positive(String option, String text, double most) {
        String allowed = "above 0, at most " + (long) most;
        if (!text.matches("-?\\d{1,9}(\\.\\d{1,9})?")) {
            throw new UsageError(option, "not a number", text, allowed);
        }
        double number = Double.parseDouble(text);
        if (number <= 0 || number > most) {
            throw new UsageError(option, number <= 0 ? "too small" : "too large", text, allowed);
        }
        return number;
    }
}
