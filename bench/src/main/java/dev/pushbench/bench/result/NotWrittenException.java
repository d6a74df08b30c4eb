package dev.pushbench.bench.result;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;

/** Results cannot be kept: the disk is full, or is gone. The message is for people, on one line. */
public final class NotWrittenException extends UncheckedIOException {
    /** @param where they were to be */
    public NotWrittenException(Path where, IOException cause) {
        super("results cannot be written to " + where + ": " + why(cause), cause);
    }

    /** Of an exception that names a file, what is wrong with it. */
    private static String why(IOException cause) {
        Optional<String> reason = cause instanceof FileSystemException named
                ? Optional.ofNullable(named.getReason())
                : Optional.ofNullable(cause.getMessage());
        return reason.orElseGet(cause::toString).replaceAll("\\R", " ");
    }
}
