package dev.pushbench.protocol;

/**
 * The name of a room: 1 to {@value #MOST_CHARACTERS} of the characters that a URL path carries unescaped (RFC 3986,
 * section 2.3: letters, digits, {@code - . _ ~}).
 */
public record RoomName(String text) {
    public static final int MOST_CHARACTERS = 64;

    /** @throws IllegalArgumentException saying what is allowed, where the text is not a room's name */
    public RoomName {
        if (!isValid(text)) {
            throw new IllegalArgumentException(
                    "room name is 1 to " + MOST_CHARACTERS + " letters, digits, or any of - . _ ~");
        }
    }

    private static boolean isValid(String text) {
        if (text.isEmpty() || text.length() > MOST_CHARACTERS) {
            return false;
        }
        return text.chars().allMatch(RoomName::isUnreserved);
    }

    private static boolean isUnreserved(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || character == '-'
                || character == '.'
                || character == '_'
                || character == '~';
    }

    @Override
    public String toString() {
        return text;
    }
}
