package dev.pushbench.bench;

import dev.pushbench.bench.input.UsageError;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that results go into. */
final class OutFolder {
    private static final String ALLOWED = "a folder that can be written to";

    private OutFolder() {}

    /**
     * Only looks; the folder is made when there is something to write.
     *
     * @return that is, or can become, a folder
     */
    static Path checked(String option, String given) {
        Path folder = Path.of(given).toAbsolutePath().normalize();
        Path existing = folder;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing)) {
            throw new UsageError(option, existing + " is not a folder", given, ALLOWED);
        }
        if (!Files.isWritable(existing)) {
            throw new UsageError(option, existing + " cannot be written to", given, ALLOWED);
        }
        return folder;
    }
}
