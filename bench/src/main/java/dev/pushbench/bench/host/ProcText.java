package dev.pushbench.bench.host;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The few forms in which the kernel writes what it tells. Pure; what is not of the form is absent. */
final class ProcText {
    private static final int MOST_CORES = 65_536;

    private ProcText() {}

    /** A whole number that is not negative, blanks around it. */
    static OptionalLong number(String text) {
        String digits = text.strip();
        return digits.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }

    /** What follows {@code key} and a colon on the first line that starts with them. */
    static Optional<String> field(String text, String key) {
        return text.lines()
                .filter(line -> line.startsWith(key + ":"))
                .map(line -> line.substring(key.length() + 1).strip())
                .findFirst();
    }

    /** Such a field in kB, as {@code /proc/meminfo} and {@code /proc/PID/status} have it, in bytes. */
    static OptionalLong bytes(String text, String key) {
        Optional<String> kilobytes = field(text, key).filter(value -> value.endsWith(" kB"));
        OptionalLong number =
                kilobytes.map(value -> number(value.replace(" kB", ""))).orElse(OptionalLong.empty());
        return number.isPresent() ? OptionalLong.of(number.getAsLong() * 1024) : number;
    }

    /** The number after the word {@code key} on a line of words, as in {@code inuse 5 orphan 0}. */
    static OptionalLong numberAfter(String line, String key) {
        List<String> words = words(line);
        int at = words.indexOf(key);
        return at < 0 || at + 1 == words.size() ? OptionalLong.empty() : number(words.get(at + 1));
    }

    /** Cores as the kernel lists them, {@code 0-2,5}, ascending; none where it is not such a list. */
    static List<Integer> cores(String list) {
        List<Integer> cores = new ArrayList<>();
        if (!list.strip().matches("\\d{1,5}(-\\d{1,5})?(,\\d{1,5}(-\\d{1,5})?)*")) {
            return cores;
        }
        for (String range : Arrays.asList(list.strip().split(","))) {
            List<String> ends = Arrays.asList(range.split("-"));
            int first = Integer.parseInt(ends.get(0));
            int last = Math.min(Integer.parseInt(ends.get(ends.size() - 1)), MOST_CORES);
            for (int core = first; core <= last; core++) {
                cores.add(core);
            }
        }
        return cores;
    }

    static List<String> words(String line) {
        return Arrays.asList(line.strip().split("\\s+"));
    }
}
