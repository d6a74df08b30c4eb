package dev.pushbench.maven;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * The command line of a JVM.
 *
 * @param java executable of the JVM
 * @param classPath as the JVM's option takes it
 */
record JavaCommand(Path java, String classPath, String mainClass, List<String> arguments) {
    JavaCommand {
        arguments = List.copyOf(arguments);
    }

    /** The executable that is there, or below it where it is the home of a JVM. */
    static Path executable(String setting, File given) throws MojoExecutionException {
        Path path = given.toPath();
        Path executable = Files.isDirectory(path) ? path.resolve("bin").resolve("java") : path;
        // On Windows the file is called java.exe, and is started by either name.
        if (!Files.isExecutable(executable) && !Files.isExecutable(Path.of(executable + ".exe"))) {
            throw Mistake.of(setting, "no JVM there", given, "a java executable or the home of a JVM");
        }
        return executable;
    }

    List<String> words() {
        List<String> words = new ArrayList<>(List.of(java.toString(), "-cp", classPath, mainClass));
        words.addAll(arguments);
        return words;
    }
}
