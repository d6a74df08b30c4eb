package dev.pushbench.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;

/**
 * Archives of the classes that the JVMs load that tests start (JEP 350), for most of a short trial is the start of three JVMs. The build makes them
 * before the tests, by {@link #main}, in the folder that the property {@value #FOLDER} names; where that is not there, or is older than a class, JVMs
 * start as ever.
 *
 * <p>A JVM archives classes of jars only, and reads an archive where its class path begins with that of the archive. So the main classes
 * are packed too, and what is no jar comes last.
 */
public final class StartArchives {
    private static final String FOLDER = "pushbench.start.archives";
    private static final String CLASS_PATH = "java.class.path";
    private static final String MADE_OF = "made-of.txt";
    private static final String MAIN_CLASSES = Path.of("target", "classes").toString();
    private static final long LONGEST_SECONDS = 60;

    /** A JVM that cannot use an archive says so on stdout, between the lines that it speaks with us. */
    private static final String SILENCE = "-Xlog:disable";

    private static final Optional<Path> USABLE = usable();

    private StartArchives() {}

    /** What a JVM is started for. */
    public enum Role {
        /** The program itself. */
        LEAD,
        SERVER,
        GENERATOR
    }

    /** Flags of a JVM on the class path of this one; none where there are no archives. */
    public static List<String> flags(Role role) {
        return USABLE.map(folder -> List.of("-XX:SharedArchiveFile=" + archive(folder, role), SILENCE))
                .orElse(List.of());
    }

    /** These flags, and those. */
    public static List<String> with(Role role, String... flags) {
        return Stream.concat(Stream.of(flags), flags(role).stream()).toList();
    }

    /** The class path of this JVM, as the archives have it. What starts a JVM by itself, like JMH, reads it where Java has it. */
    static String classPath() {
        return System.getProperty(CLASS_PATH);
    }

    private static Path archive(Path folder, Role role) {
        return folder.resolve(role.name().toLowerCase(Locale.ROOT) + ".jsa");
    }

    private static Optional<Path> usable() {
        Optional<Path> folder = Optional.ofNullable(System.getProperty(FOLDER)).map(Path::of);
        return folder.filter(StartArchives::isUsable).map(usable -> {
            String jars = jars(usable);
            String others = entries()
                    .filter(entry -> !isJar(entry) && !isModule(entry))
                    .collect(Collectors.joining(File.pathSeparator));
            System.setProperty(CLASS_PATH, jars + File.pathSeparator + others);
            return usable;
        });
    }

    private static boolean isUsable(Path folder) {
        Path madeOf = folder.resolve(MADE_OF);
        try {
            return Files.exists(madeOf) && Files.readString(madeOf).equals(madeOf(folder)) && isNewest(madeOf);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Another JVM, or other jars, have no use for them. Flags are told from one another by spaces. */
    private static String madeOf(Path folder) {
        return System.getProperty("java.vm.version") + "\n" + jars(folder);
    }

    private static String jars(Path folder) {
        return entries()
                .filter(entry -> isJar(entry) || isModule(entry))
                .map(entry -> isJar(entry) ? entry : packed(folder, entry).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path packed(Path folder, String module) {
        return folder.resolve(Path.of(module).resolve("../..").normalize().getFileName() + ".jar");
    }

    private static boolean isNewest(Path file) throws IOException {
        long made = Files.getLastModifiedTime(file).toMillis();
        for (String entry :
                entries().filter(entry -> isJar(entry) || isModule(entry)).toList()) {
            try (Stream<Path> files = Files.walk(Path.of(entry))) {
                if (files.anyMatch(
                        found -> found.toFile().isFile() && found.toFile().lastModified() > made)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Stream<String> entries() {
        return Arrays.stream(System.getProperty(CLASS_PATH).split(File.pathSeparator))
                .filter(Predicate.not(String::isEmpty));
    }

    private static boolean isJar(String entry) {
        return entry.endsWith(".jar");
    }

    private static boolean isModule(String entry) {
        return entry.endsWith(MAIN_CLASSES);
    }

    /**
     * Makes them: has a trial run in JVMs that write down what they loaded as they end.
     *
     * @param arguments the folder
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        if (isUsable(folder)) {
            return;
        }
        if (folder.toString().indexOf(' ') >= 0) {
            System.out.println("no archives in a folder with a space in its name: tests start slowly");
            return;
        }
        Files.createDirectories(folder);
        Files.deleteIfExists(folder.resolve(MADE_OF));
        for (Role role : Role.values()) {
            Files.deleteIfExists(archive(folder, role));
        }
        for (String module : entries().filter(StartArchives::isModule).toList()) {
            pack(Path.of(module), packed(folder, module));
        }
        Path log = folder.resolve("log.txt");
        Process run = new ProcessBuilder(trial(folder))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean hasEnded = run.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
        run.descendants().forEach(ProcessHandle::destroyForcibly);
        run.destroyForcibly();
        if (hasEnded && Arrays.stream(Role.values()).allMatch(role -> Files.exists(archive(folder, role)))) {
            Files.writeString(folder.resolve(MADE_OF), madeOf(folder));
        } else {
            System.out.println("no archives, see " + log + ": tests start slowly");
        }
    }

    private static void pack(Path root, Path jar) throws IOException {
        try (Stream<Path> files = Files.walk(root);
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.setLevel(Deflater.BEST_SPEED);
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new ZipEntry(root.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
    }

    private static List<String> trial(Path folder) throws IOException {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(Program.LIGHT);
        words.addAll(writing(folder, Role.LEAD));
        words.addAll(List.of("-Djava.io.tmpdir=" + folder, "-cp", jars(folder), Pushbench.class.getName()));
        words.add("run");
        words.addAll(Program.writingProcesses(writing(folder, Role.SERVER), writing(folder, Role.GENERATOR)));
        words.addAll(List.of("--techniques", "websocket", "--users", "2", "--rate", "50"));
        words.addAll(new RunFolder(Files.createTempDirectory(folder, "run")).shortTrials("--window", "100ms"));
        return words;
    }

    private static List<String> writing(Path folder, Role role) {
        return List.of("-XX:ArchiveClassesAtExit=" + archive(folder, role), SILENCE);
    }
}
