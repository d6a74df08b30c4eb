package dev.pushbench.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What processes were started with. */
public final class CommandLines {
    private CommandLines() {}

    /** In full: what {@link ProcessHandle.Info} tells is cut off inside a long class path. Empty where the process is gone. */
    public static String of(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
        } catch (IOException gone) {
            return "";
        }
    }
}
