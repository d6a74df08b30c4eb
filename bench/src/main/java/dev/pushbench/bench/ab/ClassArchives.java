package dev.pushbench.bench.ab;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What makes a build's JVMs start sooner: archives of the classes that they load (JEP 350). The JVMs of a side's first turn write them as they
 * end, those of its later turns read them. A JVM that cannot do so says a word on its stderr, and starts as ever.
 *
 * <p>Most of a short trial is the start of three JVMs, which nobody wants to know of. Both sides are started alike in each pair.
 */
final class ClassArchives implements AutoCloseable {
    /** What a JVM has to say of archives is not to stand between the lines that it speaks with us. */
    private static final List<String> MESSAGES_TO_STDERR = List.of("-Xlog:disable", "-Xlog:all=warning:stderr");

    /** A page of the heap is taken when it is needed: of a heap that is hardly used that is less work, and resident memory is not judged. */
    private static final String UNTOUCHED_HEAP = "-XX:-AlwaysPreTouch";

    private static final String SERVER_FLAGS = "--server-opts";
    private static final String GENERATOR_FLAGS = "--jmh-args";

    private final Path folder;

    private ClassArchives(Path folder) {
        this.folder = folder;
    }

    private enum Role {
        LEAD,
        SERVER,
        GENERATOR
    }

    /** None yet. */
    static ClassArchives none() {
        try {
            return new ClassArchives(Files.createTempDirectory("pushbench-classes-"));
        } catch (IOException notMade) {
            throw new UncheckedIOException("no folder for temporary files can be made", notMade);
        }
    }

    /** Flags of the JVM that orders the trials. */
    List<String> flags(Side side, Build build) {
        return isUsable(build) ? flags(side, Role.LEAD) : List.of();
    }

    /** Arguments of {@code run} for the JVMs of the trials; nothing for one that the build's own arguments have something to say to. */
    List<String> arguments(Side side, Build build) {
        List<String> arguments = new ArrayList<>();
        if (!isUsable(build)) {
            return arguments;
        }
        if (isUnsaid(build, SERVER_FLAGS)) {
            arguments.add(SERVER_FLAGS + "=" + String.join(" ", ofTrials(side, Role.SERVER)));
        }
        if (isUnsaid(build, GENERATOR_FLAGS)) {
            List<String> words = ofTrials(side, Role.GENERATOR).stream()
                    .flatMap(flag -> Stream.of("-jvmArgsAppend", flag))
                    .toList();
            arguments.add(GENERATOR_FLAGS + "=" + String.join(" ", words));
        }
        return arguments;
    }

    private List<String> ofTrials(Side side, Role role) {
        return Stream.concat(Stream.of(UNTOUCHED_HEAP), flags(side, role).stream())
                .toList();
    }

    private List<String> flags(Side side, Role role) {
        Path archive = folder.resolve(side.id() + "-" + role.name().toLowerCase(Locale.ROOT) + ".jsa");
        String flag = (Files.exists(archive) ? "-XX:SharedArchiveFile=" : "-XX:ArchiveClassesAtExit=") + archive;
        return Stream.concat(Stream.of(flag), MESSAGES_TO_STDERR.stream()).toList();
    }

    /** Flags are told from one another by spaces; and a JVM archives classes of jars only, and refuses to start on a folder of them. */
    private boolean isUsable(Build build) {
        return folder.toString().indexOf(' ') < 0
                && Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                        .splitAsStream(build.classPath())
                        .allMatch(entry -> Files.isRegularFile(Path.of(entry)));
    }

    private static boolean isUnsaid(Build build, String option) {
        return build.arguments().stream()
                .noneMatch(argument -> argument.equals(option) || argument.startsWith(option + "="));
    }

    @Override
    public void close() {
        try (Stream<Path> archives = Files.list(folder)) {
            for (Path archive : archives.toList()) {
                Files.delete(archive);
            }
            Files.delete(folder);
        } catch (IOException left) {
            throw new UncheckedIOException("temporary files are left in " + folder, left);
        }
    }
}
