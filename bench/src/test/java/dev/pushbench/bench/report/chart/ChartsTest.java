package dev.pushbench.bench.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ChartsTest {
    private static final Heading HEADING = new Heading("some-chart", "A <title>", "What \"it\" shows & why");
    private static final Ink INK = new Ink("#0072B2", "none", Ink.Marker.CIRCLE);
    private static final List<BarChart.Part> ONE_PART = List.of(new BarChart.Part("all", "#7d8590"));

    @Test
    void namesAreEscapedAndLinked() {
        assertThat(bars(bar("a<b", 1)).svg())
                .contains(
                        "aria-labelledby=\"some-chart-title some-chart-desc\"",
                        "<title id=\"some-chart-title\">A &lt;title&gt;</title>",
                        "What &quot;it&quot; shows &amp; why",
                        "a&lt;b")
                .doesNotContain("style=", "<style", "a<b");
    }

    @Test
    void aBarThatWouldSquashTheOthersIsCutAndSaysSo() {
        String svg = bars(bar("one", 10), bar("two", 12), bar("giant", 5_000)).svg();

        assertThat(svg).contains("5000 (bar cut)").containsOnlyOnce("(bar cut)");
    }

    @Test
    void barsOfLikeLengthsAreWhole() {
        assertThat(bars(bar("one", 10), bar("two", 12), bar("three", 40)).svg()).doesNotContain("(bar cut)");
    }

    @Test
    void namesOfAnAxisDoNotOverlap() {
        Axis axis = new Axis("users", Scale.Logarithmic.between(1, 1e6), amount -> "about " + (long) amount);
        Heading heading = new Heading("narrow", "Narrow", "");
        Svg wide = heading.picture(1_000, 100);
        Svg narrow = heading.picture(200, 100);
        new Frame(0, 0, 1_000, 100).drawWidths(wide, axis);
        new Frame(0, 0, 200, 100).drawWidths(narrow, axis);

        assertThat(texts(wide)).hasSize(7 + 1);
        assertThat(texts(narrow)).hasSizeBetween(2 + 1, 3 + 1).startsWith("about 1");
    }

    private static List<String> texts(Svg svg) {
        return Pattern.compile("<text[^>]*>([^<]*)</text>")
                .matcher(svg.close().xml())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void oneOrNoBarIsDrawnAsItIs() {
        assertThat(bars(bar("one", 10), bar("two", 12), bar("three", 400), bar("four", 500))
                        .svg())
                .doesNotContain("(bar cut)");
        assertThat(bars(bar("one", 10)).svg()).contains("one").doesNotContain("(bar cut)");
        assertThat(bars().svg()).endsWith("</svg>");
    }

    @Test
    void aFieldOfNobodyIsHatched() {
        Matrix.Field won = new Matrix.Field(Optional.of(INK), List.of("websocket"));
        Matrix.Field nobodys = new Matrix.Field(Optional.empty(), List.of());

        String svg = new Matrix(
                        HEADING,
                        "users",
                        List.of("1", "2"),
                        "rate",
                        List.of(new Matrix.Row("1", List.of(won, nobodys))))
                .svg();

        assertThat(svg).containsOnlyOnce("fill=\"url(#some-chart-hatch)\"").containsOnlyOnce("websocket");
    }

    @Test
    void aSeriesTakesNoMorePointsThanAPageCanCarry() {
        List<Series.Point> points = IntStream.rangeClosed(0, Series.MOST_POINTS)
                .mapToObj(index -> new Series.Point(index, index))
                .toList();

        assertThatIllegalArgumentException().isThrownBy(() -> new Series("long", INK, points, false));
    }

    @Test
    void anIdIsOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Heading("\"><script>", "", ""));
    }

    @Test
    void textThatXmlCannotCarryIsReplaced() {
        assertThat(Svg.escaped("a\u0007b\nc\uD800d")).isEqualTo("a\uFFFDb c\uFFFDd");
    }

    private static BarChart.Bar bar(String name, double value) {
        return new BarChart.Bar(name, Optional.of(INK), List.of(value), Long.toString((long) value));
    }

    private static BarChart bars(BarChart.Bar... bars) {
        List<BarChart.Bar> all = List.of(bars);
        return new BarChart(HEADING, ONE_PART, new Axis("bytes", BarChart.scale(all), Double::toString), all);
    }
}
