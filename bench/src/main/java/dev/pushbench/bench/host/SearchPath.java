package dev.pushbench.bench.host;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where the shell looks for programs.
 *
 * @param folders as in {@code PATH}; null where that is not set
 */
public record SearchPath(@Nullable String folders) {
    /** Whether a program of this name can be run. */
    public boolean has(String program) {
        return folders != null
                && Arrays.stream(folders.split(File.pathSeparator))
                        .filter(folder -> !folder.isEmpty())
                        .anyMatch(folder -> isExecutable(folder, program));
    }

    private static boolean isExecutable(String folder, String program) {
        try {
            Path file = Path.of(folder, program);
            return Files.isRegularFile(file) && Files.isExecutable(file);
        } catch (InvalidPathException notAPath) {
            return false;
        }
    }
}
