package dev.pushbench.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds run directories, {@code <UTC>-<commit>-<suite>}, by name: the one that started last is the greatest. */
final class RunDirectories {
    /** Neither {@code baseline} and {@code reference}, nor what a run is still writing, which starts with a dot. */
    private static final Pattern NAME = Pattern.compile("[0-9]{8}T[0-9]{6}Z-.+");

    private static final String MANIFEST = "manifest.json";

    private RunDirectories() {}

    /** Empty where there is none, or no such folder. */
    static Optional<Path> newest(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(RunDirectories::isRun).max(Comparator.comparing(RunDirectories::name));
        }
    }

    private static boolean isRun(Path path) {
        return NAME.matcher(name(path)).matches() && Files.isRegularFile(path.resolve(MANIFEST));
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }
}
