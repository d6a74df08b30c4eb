package dev.pushbench.bench.host;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A flag of a JVM: which setting it is about, and whether it may be published. */
final class JvmFlag {
    /** Short forms of HotSpot, and the settings that they are about. */
    private static final Map<String, String> SHORT =
            Map.of("-Xmx", "MaxHeapSize", "-Xms", "InitialHeapSize", "-Xss", "ThreadStackSize", "-Xmn", "NewSize");

    private static final Pattern LONG = Pattern.compile("-XX:[+-]?(\\w+)(=.*)?");
    private static final Pattern SHORT_WITH_VALUE = Pattern.compile("(-X(?:mx|ms|ss|mn))\\d.*");

    /** Properties of the JDK itself, with values that tell nothing of a user. */
    private static final Pattern PROPERTY_OF_THE_JDK = Pattern.compile("-D(java|jdk|sun)\\.[\\w.]+=(true|false|\\d+)");

    private static final Pattern PUBLISHED = Pattern.compile("-X.*|-(ea|da|esa|dsa|enable|disable).*");
    private static final Pattern AGENT = Pattern.compile("-(?:javaagent|agentpath|agentlib):.*");

    private JvmFlag() {}

    /** As on a command line: a file of {@code -XX:Flags} has the name of a setting alone. */
    static String written(String argument) {
        boolean isSettingAlone = !argument.startsWith("-") || (argument.matches("-\\w+") && !isShort(argument));
        return isSettingAlone ? "-XX:" + argument : argument;
    }

    private static boolean isShort(String argument) {
        return argument.matches("-(X\\w+|ea|da|esa|dsa|server|client)");
    }

    /** What only the last of several flags decides; the flag itself where each counts. */
    static String subject(String flag) {
        Matcher shortForm = SHORT_WITH_VALUE.matcher(flag);
        if (shortForm.matches()) {
            return SHORT.getOrDefault(shortForm.group(1), flag);
        }
        Matcher longForm = LONG.matcher(flag);
        if (longForm.matches()) {
            return longForm.group(1).startsWith("Compile") ? flag : longForm.group(1);
        }
        return flag.startsWith("-D") ? flag.replaceFirst("=.*", "") : flag;
    }

    /** As it stands in a manifest; empty where it changes no figure, or tells more than it changes. */
    static Optional<String> published(String flag) {
        if (AGENT.matcher(flag).matches()) {
            return Optional.of(flag.replaceFirst("([^:]*:)(?:.*/)?([^/=]*)(=.*)?", "$1$2"));
        }
        boolean isHarmless = !flag.contains("/") && !flag.contains("\\") && !flag.startsWith("-XX:On");
        boolean isPublished = isHarmless
                && (PUBLISHED.matcher(flag).matches()
                        || PROPERTY_OF_THE_JDK.matcher(flag).matches());
        return isPublished ? Optional.of(flag) : Optional.empty();
    }
}
