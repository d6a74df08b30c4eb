package dev.pushbench.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What this program was built from.
 *
 * @param gitSha in full; empty where it was built without a repository
 * @param gitDirty whether there were changes that were not committed
 * @param libraries versions that shape the figures, by name
 */
record BuildFacts(String version, Optional<String> gitSha, Optional<Boolean> gitDirty, Map<String, String> libraries) {
    private static final String LIBRARY = "library.";

    static BuildFacts ofThisProgram() {
        Properties build = properties("build.properties");
        Properties git = properties("git.properties");
        Map<String, String> libraries = new TreeMap<>();
        for (String name : build.stringPropertyNames()) {
            if (name.startsWith(LIBRARY)) {
                libraries.put(name.substring(LIBRARY.length()), build.getProperty(name));
            }
        }
        return new BuildFacts(
                build.getProperty("version"),
                Optional.ofNullable(git.getProperty("git.commit.id.full")),
                Optional.ofNullable(git.getProperty("git.dirty")).map(Boolean::valueOf),
                libraries);
    }

    /** The commit in a few characters, with a mark where the build was not of that commit alone. */
    String commit() {
        return gitSha.map(sha -> sha.substring(0, 7)).orElse("nogit")
                + (gitDirty.orElse(false) ? " with uncommitted changes" : "");
    }

    /** The file of the build; without entries where the build made none. */
    private static Properties properties(String name) {
        Properties properties = new Properties();
        try (InputStream file = BuildFacts.class.getResourceAsStream(name)) {
            if (file != null) {
                properties.load(file);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return properties;
    }
}
