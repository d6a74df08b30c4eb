package dev.pushbench.bench.host;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What shapes a JVM and is not on its command line, as the JVM itself sees it.
 *
 * @param flags in effect from {@code JAVA_TOOL_OPTIONS}, {@code JDK_JAVA_OPTIONS}, {@code _JAVA_OPTIONS}, or a file that the command line
 *     names ({@code @argfile}, {@code -XX:Flags}, {@code -XX:VMOptionsFile}). A flag that the command line overrides, or has itself with the
 *     same value, is not among them. No paths and no properties of an application, which may tell of a user
 * @param flagVariables which of those variables are set, whatever comes of them
 * @param environment other variables that change how much memory or time a process takes, with their values
 */
public record JvmSurroundings(List<String> flags, List<String> flagVariables, Map<String, String> environment) {
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    private static final List<String> FLAG_VARIABLES =
            List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private static final String PRELOAD = "LD_PRELOAD";
    private static final Pattern OF_THE_C_LIBRARY = Pattern.compile("MALLOC_[A-Z_]+|GLIBC_TUNABLES");
    private static final Pattern PLAIN_VALUE = Pattern.compile("[A-Za-z0-9_.:=-]{1,200}");

    public JvmSurroundings {
        flags = List.copyOf(flags);
        flagVariables = List.copyOf(flagVariables);
        environment = Map.copyOf(environment);
    }

    /** Of the JVM that runs this. */
    public static JvmSurroundings ofThisJvm() {
        return of(ManagementFactory.getRuntimeMXBean().getInputArguments(), commandLine(), System.getenv());
    }

    /**
     * @param arguments all that the JVM takes into account, in its own order: the last of several about the same wins
     * @param commandLine of its process
     * @param variables of its environment
     */
    static JvmSurroundings of(List<String> arguments, List<String> commandLine, Map<String, String> variables) {
        List<String> own = arguments.stream().filter(commandLine::contains).toList();
        Map<String, String> byCommandLine = lastOfEach(own);
        List<String> flags = lastOfEach(arguments).entrySet().stream()
                .filter(flag -> !flag.getValue().equals(byCommandLine.get(flag.getKey())))
                .flatMap(flag -> JvmFlag.published(flag.getValue()).stream())
                .toList();
        return new JvmSurroundings(
                flags,
                FLAG_VARIABLES.stream()
                        .filter(name -> !variables.getOrDefault(name, "").isBlank())
                        .toList(),
                environment(variables));
    }

    private static Map<String, String> lastOfEach(List<String> arguments) {
        Map<String, String> last = new LinkedHashMap<>();
        arguments.stream().map(JvmFlag::written).forEach(flag -> last.put(JvmFlag.subject(flag), flag));
        return last;
    }

    private static Map<String, String> environment(Map<String, String> variables) {
        Map<String, String> kept = new TreeMap<>();
        variables.forEach((name, value) -> {
            if (name.equals(PRELOAD) && !value.isBlank()) {
                kept.put(name, fileNames(value));
            } else if (OF_THE_C_LIBRARY.matcher(name).matches()) {
                kept.put(name, PLAIN_VALUE.matcher(value).matches() ? value : "(set)");
            }
        });
        return kept;
    }

    /** Libraries are separated by spaces or colons (ld.so(8)). */
    private static String fileNames(String paths) {
        return String.join(
                " ",
                Stream.of(paths.strip().split("[ :]+"))
                        .map(path -> path.substring(path.lastIndexOf('/') + 1))
                        .toList());
    }

    /** The words that the process was started with. Read from the file where there is one: the JDK returns no more than a page of them. */
    private static List<String> commandLine() {
        try {
            return List.of(
                    Files.readString(COMMAND_LINE, StandardCharsets.UTF_8).split("\0", -1));
        } catch (IOException notHere) {
            Optional<String[]> words = ProcessHandle.current().info().arguments();
            return words.map(List::of).orElse(List.of());
        }
    }
}
