package dev.pushbench.bench.result;

import java.util.LinkedHashMap;
import java.util.Map;

/** What earlier builds called the columns that now have another name, so that their runs can still be read. */
final class FormerNames {
    private static final String SCENARIO = "scenario";

    /** What is called {@value #SCENARIO} now; that was then a column of technique and users. */
    private static final String SCENE = "scene";

    private FormerNames() {}

    /** The texts of a row under the names that the columns have now. */
    static Map<String, String> replaced(Map<String, String> texts) {
        boolean isFormer = texts.containsKey(SCENE)
                || texts.getOrDefault(SCENARIO, "").equals(texts.get("technique") + "-" + texts.get("users"));
        Map<String, String> current = new LinkedHashMap<>();
        texts.forEach((name, text) -> {
            if (!(isFormer && name.equals(SCENARIO))) {
                current.put(name.equals(SCENE) ? SCENARIO : unit(name), text);
            }
        });
        return current;
    }

    /** A unit, or a name with its unit, as it is written now: KiB and MiB were {@code kb} and {@code mb}. */
    static String unit(String text) {
        return text.replaceFirst("(^|_)kb(?=_|$)", "$1kib").replaceFirst("(^|_)mb(?=_|$)", "$1mib");
    }
}
