package dev.pushbench.bench.report.chart;

/**
 * What a picture is called, for those who see it and for those who hear it.
 *
 * @param id unique in the page; letters, digits and {@code -}
 * @param title short
 * @param description what it shows, in a sentence or two
 */
public record Heading(String id, String title, String description) {
    public Heading {
        if (!id.matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException("not an id: " + id);
        }
    }

    /** Begins a picture of that size, with its name. */
    Svg picture(double width, double height) {
        return new Svg()
                .open(
                        "svg",
                        "xmlns",
                        "http://www.w3.org/2000/svg",
                        "id",
                        id,
                        "role",
                        "img",
                        "aria-labelledby",
                        id + "-title " + id + "-desc",
                        "viewBox",
                        "0 0 " + Svg.tenths(width) + " " + Svg.tenths(height),
                        "width",
                        width,
                        "height",
                        height,
                        "font-family",
                        "system-ui, sans-serif",
                        "font-size",
                        "13",
                        "fill",
                        "currentColor")
                .leaf("title", title, "id", id + "-title")
                .leaf("desc", description, "id", id + "-desc");
    }
}
