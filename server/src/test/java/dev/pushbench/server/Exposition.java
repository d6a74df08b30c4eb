package dev.pushbench.server;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A scrape's text, read strictly: each family has one help and one type, before its samples, and no sample is without a family
 * or told twice. Sources: Prometheus, "Exposition formats", 0.0.4; OpenMetrics 1.0.0.
 *
 * @param types of the families, by their names
 * @param samples by name and labels
 */
record Exposition(Map<String, String> types, Map<String, Double> samples) {
    private static final Pattern META = Pattern.compile("# (HELP|TYPE|UNIT) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)");
    private static final Pattern SAMPLE = Pattern.compile(
            "([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{[a-zA-Z_]\\w*=\"[^\"\\n]*\"(?:,[a-zA-Z_]\\w*=\"[^\"\\n]*\")*})? (\\S+)");
    private static final Set<String> TYPES = Set.of("counter", "gauge", "summary", "histogram", "untyped");

    /** Reads the text format 0.0.4, in which a counter's family is named as its sample. */
    static Exposition plain(String text) {
        return parse(text, "");
    }

    /** Reads OpenMetrics, which ends in a mark, and in which only a counter's sample ends in {@code _total}. */
    static Exposition openMetrics(String text) {
        if (!text.endsWith("\n# EOF\n")) {
            throw new AssertionError("the end is not marked: " + text);
        }
        return parse(text.substring(0, text.length() - "# EOF\n".length()), "_total");
    }

    double value(String sample) {
        Double value = samples.get(sample);
        if (value == null) {
            throw new AssertionError("there is no " + sample + " in " + samples.keySet());
        }
        return value;
    }

    private static Exposition parse(String text, String counterSuffix) {
        if (!text.endsWith("\n")) {
            throw new AssertionError("the last line does not end: " + text);
        }
        Map<String, String> types = new LinkedHashMap<>();
        Map<String, Double> samples = new LinkedHashMap<>();
        Set<String> told = new HashSet<>();
        for (String line : text.lines().toList()) {
            Matcher meta = META.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (meta.matches()) {
                family(meta, types, told);
            } else if (sample.matches()) {
                sample(sample, counterSuffix, types, samples);
            } else {
                throw new AssertionError("neither a comment nor a sample: '" + line + "'");
            }
        }
        return new Exposition(types, samples);
    }

    private static void family(Matcher meta, Map<String, String> types, Set<String> told) {
        String name = meta.group(2);
        if (!told.add(meta.group(1) + " " + name)) {
            throw new AssertionError(meta.group() + " is told twice");
        }
        if (meta.group(1).equals("TYPE") && !TYPES.contains(meta.group(3))) {
            throw new AssertionError("no type: " + meta.group());
        }
        if (meta.group(1).equals("TYPE")) {
            types.put(name, meta.group(3));
        }
    }

    private static void sample(
            Matcher sample, String counterSuffix, Map<String, String> types, Map<String, Double> samples) {
        String name = sample.group(1);
        boolean counts = counterSuffix.isEmpty()
                ? "counter".equals(types.get(name))
                : name.endsWith(counterSuffix)
                        && "counter".equals(types.get(name.substring(0, name.length() - counterSuffix.length())));
        boolean isPart = "summary".equals(types.get(name.replaceAll("_(count|sum)$", "")));
        if (!counts && !isPart && !"gauge".equals(types.get(name))) {
            throw new AssertionError(name + " has no type before it, or a name that its type does not allow");
        }
        String labels = sample.group(2) == null ? "" : sample.group(2);
        if (samples.put(name + labels, Double.valueOf(sample.group(3))) != null) {
            throw new AssertionError(name + labels + " is told twice");
        }
    }
}
