package dev.pushbench.bench.input;

import java.nio.file.Path;

/**
 * Where something was written.
 *
 * @param words for messages: {@code --users}, or {@code my.yaml:3: key 'users'}
 * @param folder that a relative file name is relative to
 */
public record Place(String words, Path folder) {
    /** A place on the command line. */
    public static Place option(String name) {
        return new Place(name, Path.of(""));
    }
}
