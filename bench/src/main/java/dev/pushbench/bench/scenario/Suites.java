package dev.pushbench.bench.scenario;

import dev.pushbench.bench.input.Place;
import dev.pushbench.bench.input.TextFile;
import dev.pushbench.bench.input.UsageError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where suites come from: some are in the jar, others in files. What one leaves out is as in the default suite. */
public final class Suites {
    /** The one that the harness itself is held to its aims by. */
    public static final String SCALE = "scale";

    /** In the jar, in the order they are listed. */
    public static final List<String> BUILT_IN = List.of("smoke", "default", "full", "gate", "capacity", SCALE);

    /** The name of cells that no suite stands for. */
    static final Settings UNNAMED = new Settings(Map.of(
            SuiteKey.SUITE, Setting.of(SuiteKey.SUITE, Place.option(SuiteKey.SUITE.option()), "custom"),
            SuiteKey.DESCRIPTION, Setting.of(SuiteKey.DESCRIPTION, Place.option(SuiteKey.SUITE.option()), "")));

    private Suites() {}

    /**
     * The suite, with some of its keys overridden.
     *
     * @throws UsageError where there is no such suite, or anything in it or in the overrides is not allowed
     */
    public static ResolvedSuite resolved(String nameOrFile, Settings overrides) {
        boolean isBuiltIn = BUILT_IN.contains(nameOrFile);
        Settings own = isBuiltIn
                ? builtIn(nameOrFile)
                : SuiteYaml.read(nameOrFile, folder(nameOrFile), TextFile.read(nameOrFile, () -> unknown(nameOrFile)))
                        .over(UNNAMED);
        Settings settings = overrides.overriding(own.over(builtIn("default")));
        SearchCheck.requireSearchFor(isBuiltIn ? overrides : overrides.over(own), settings);
        String where = isBuiltIn ? SuiteKey.SUITE.option() : nameOrFile;
        Suite suite = SuiteCheck.checked(settings);
        SuiteCheck.requireFewTrials(where, suite);
        return new ResolvedSuite(suite, SuiteYaml.text(settings, builtIn("default")));
    }

    /** What a built-in suite says of itself. */
    public static String description(String builtIn) {
        return builtIn(builtIn).of(SuiteKey.DESCRIPTION).given();
    }

    /** A mistake in what comes from here can only be mended by an option, so that is what messages name. */
    private static Settings builtIn(String name) {
        String file = name + ".yaml";
        try (InputStream resource = Suites.class.getResourceAsStream(file)) {
            if (resource == null) {
                throw new IllegalStateException("not in the jar: " + file);
            }
            String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            Map<SuiteKey, Setting> byKey =
                    new EnumMap<>(SuiteYaml.read(file, Path.of(""), text).byKey());
            byKey.replaceAll((key, setting) -> setting.at(Place.option(key.option())));
            return new Settings(byKey);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path folder(String file) {
        try {
            return Optional.ofNullable(Path.of(file).getParent()).orElse(Path.of(""));
        } catch (InvalidPathException noPath) {
            throw unknown(file);
        }
    }

    private static UsageError unknown(String given) {
        return new UsageError(
                SuiteKey.SUITE.option(),
                "no such suite or file",
                given,
                String.join(", ", BUILT_IN) + ", or a readable YAML file");
    }
}
