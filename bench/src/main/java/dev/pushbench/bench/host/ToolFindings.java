package dev.pushbench.bench.host;

import java.util.List;

/** Programs that help but are not needed. */
final class ToolFindings {
    private ToolFindings() {}

    static List<Finding> of(SearchPath programs) {
        return List.of(
                tool(programs, "taskset", "server and generator cannot be pinned; install util-linux", "taskset"),
                tool(programs, "curl", "needed only to try the routes by hand", "curl"),
                tool(programs, "node", "needed only to try the contract from JavaScript", "node"),
                tool(
                        programs,
                        "chromium",
                        "needed only to try the server from a browser",
                        "chromium",
                        "chromium-browser",
                        "google-chrome"),
                tool(programs, "C compiler", "needed only to build native reference programs", "cc", "gcc", "clang"));
    }

    private static Finding tool(SearchPath programs, String name, String without, String... anyOf) {
        for (String program : anyOf) {
            if (programs.has(program)) {
                return Finding.ok(name, program.equals(name) ? "there" : program);
            }
        }
        return Finding.note(name, "not on the PATH", without);
    }
}
