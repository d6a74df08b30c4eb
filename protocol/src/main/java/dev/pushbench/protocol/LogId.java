package dev.pushbench.protocol;

import java.security.SecureRandom;

/**
 * Tells the logs of a server's life from those of another's: a log is kept in memory, ends with its server, and numbers its events from 1
 * again afterwards. A cursor means something only in the log that it was read from. {@value #CHARACTERS} lower-case letters and digits,
 * drawn at random when a server starts.
 */
public record LogId(String text) {
    public static final int CHARACTERS = 8;

    private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";

    /** @throws IllegalArgumentException saying what is allowed, where the text is no id */
    public LogId {
        if (text.length() != CHARACTERS || !text.chars().allMatch(character -> ALPHABET.indexOf(character) >= 0)) {
            throw new IllegalArgumentException("a log's id is " + CHARACTERS + " lower-case letters or digits");
        }
    }

    /** One that no other server has. */
    public static LogId random() {
        StringBuilder text = new StringBuilder(CHARACTERS);
        new SecureRandom().ints(CHARACTERS, 0, ALPHABET.length()).forEach(index -> text.append(ALPHABET.charAt(index)));
        return new LogId(text.toString());
    }

    @Override
    public String toString() {
        return text;
    }
}
