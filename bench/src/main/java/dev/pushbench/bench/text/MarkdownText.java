package dev.pushbench.bench.text;

/** Words in Markdown that are not ours: names, causes, paths. */
public final class MarkdownText {
    private MarkdownText() {}

    /** What Markdown or HTML would take for its own, told as what it is; no mention, link or second line comes of it. */
    public static String escaped(String words) {
        return words.replaceAll("\\s+", " ")
                .replaceAll("([\\\\`*_\\[\\]|~#])", "\\\\$1")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "&#64;")
                .replace("://", "&#58;//");
    }
}
