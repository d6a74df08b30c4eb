package dev.pushbench.bench.host;

import java.util.List;
import java.util.OptionalLong;

/** How many files a process may open: a socket is one. */
final class FileFindings {
    private static final String LIMITS = "proc/self/limits";
    private static final String REMEDY =
            "raise the hard limit: ulimit -Hn 1048576, LimitNOFILE= of systemd, or /etc/security/limits.conf";

    private FileFindings() {}

    static List<Finding> of(KernelFiles files) {
        return List.of(files.text(LIMITS)
                .map(FileFindings::openFiles)
                .orElseGet(() -> Finding.unknown("open files", "/" + LIMITS)));
    }

    /** Of a table whose columns are a name, the soft limit, the hard one and a unit. */
    static Finding openFiles(String limits) {
        String prefix = "Max open files";
        List<String> columns = limits.lines()
                .filter(line -> line.startsWith(prefix))
                .map(line -> ProcText.words(line.substring(prefix.length())))
                .findFirst()
                .orElse(List.of());
        OptionalLong soft = columns.size() < 2 ? OptionalLong.empty() : limit(columns.get(0));
        OptionalLong hard = columns.size() < 2 ? OptionalLong.empty() : limit(columns.get(1));
        if (soft.isEmpty() || hard.isEmpty()) {
            return Finding.unknown("open files", "/" + LIMITS);
        }
        // A JVM raises its soft limit to the hard one when it starts.
        long users = hard.getAsLong() - FileLimit.RESERVED_FILES;
        return Finding.limit(
                "open files", "soft " + text(soft) + ", hard " + text(hard) + " per process", users, REMEDY);
    }

    private static OptionalLong limit(String text) {
        return "unlimited".equals(text) ? OptionalLong.of(Long.MAX_VALUE) : ProcText.number(text);
    }

    private static String text(OptionalLong limit) {
        return limit.getAsLong() == Long.MAX_VALUE ? "unlimited" : Amounts.count(limit.getAsLong());
    }
}
