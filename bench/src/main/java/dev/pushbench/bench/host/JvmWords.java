package dev.pushbench.bench.host;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a JVM that ended wrote to stderr, so that its first line is why it ended. */
public final class JvmWords {
    /** What HotSpot and its launcher say of their surroundings, whatever becomes of the program. */
    private static final Pattern NOTICE =
            Pattern.compile("(NOTE: )?Picked up \\S+: .*|.* VM warning: .*|WARNING: .*|\\[[0-9.]+s]\\[warning].*");

    /** Its reason is on the next line. */
    private static final String NO_VM = "Error occurred during initialization of VM";

    private JvmWords() {}

    /** The lines without notices, but all of them where there is nothing else. */
    public static List<String> of(List<String> lines) {
        List<String> words = new ArrayList<>();
        for (String line : lines) {
            int last = words.size() - 1;
            if (last >= 0 && words.get(last).equals(NO_VM)) {
                words.set(last, NO_VM + ": " + line);
            } else if (!NOTICE.matcher(line).matches()) {
                words.add(line);
            }
        }
        return words.isEmpty() ? List.copyOf(lines) : List.copyOf(words);
    }
}
