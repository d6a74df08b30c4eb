package dev.pushbench.bench.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the kernel tells in files.
 *
 * @param root under which {@code proc} and {@code sys} are
 */
record KernelFiles(Path root) {
    static KernelFiles ofThisMachine() {
        return new KernelFiles(Path.of("/"));
    }

    /**
     * A file's text, without the line's end at its end; empty where it cannot be read. Read through a buffer: a sysctl
     * gives everything to the first read, and nothing to a second one, so that a reader that starts with one byte gets
     * one digit.
     */
    Optional<String> text(String path) {
        try (BufferedReader file = Files.newBufferedReader(root.resolve(path))) {
            return Optional.of(file.lines().collect(Collectors.joining("\n")));
        } catch (IOException | UncheckedIOException notReadable) {
            return Optional.empty();
        }
    }

    /** A file that is one whole number. */
    OptionalLong number(String path) {
        return text(path).map(ProcText::number).orElse(OptionalLong.empty());
    }

    boolean exists(String path) {
        return Files.exists(root.resolve(path));
    }

    /** How many entries a folder has. */
    OptionalLong entries(String path) {
        try (Stream<Path> entries = Files.list(root.resolve(path))) {
            return OptionalLong.of(entries.count());
        } catch (IOException | UncheckedIOException notReadable) {
            return OptionalLong.empty();
        }
    }
}
