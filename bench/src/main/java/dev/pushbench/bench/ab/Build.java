package dev.pushbench.bench.ab;

import java.util.List;

/**
 * A build of the program that can be run.
 *
 * @param name as it was asked for: a commit or a jar
 * @param classPath of a JVM that runs it
 * @param arguments that its {@code run} gets beside those that both get
 */
public record Build(String name, String classPath, List<String> arguments) {
    public Build {
        arguments = List.copyOf(arguments);
    }

    /** The one that is running now. */
    public static Build ofThisProgram(String name, List<String> arguments) {
        return new Build(name, System.getProperty("java.class.path"), arguments);
    }
}
