package dev.pushbench.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.result.CellRecord;
import dev.pushbench.bench.result.Row;
import dev.pushbench.bench.result.Run;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class EachKindTest {
    @Test
    void aKindOfWorkloadAloneIsNotNamed() {
        List<Figure> figures = of(Runs.standard(), CostSection::of);

        assertThat(figures)
                .extracting(figure -> figure.chart().orElseThrow().title())
                .containsExactly("Server CPU per delivery", "Server memory per 1,000 users");
        assertThat(figures).allMatch(figure -> figure.fold().isEmpty());
        assertThat(figures.get(0).table().rows()).hasSize(10).first().asString().contains("polling, 100 users");
    }

    @Test
    void whatAnotherKindOfWorkloadCostsIsFolded() {
        List<Figure> figures = of(twoKinds(), CostSection::of);

        assertThat(figures)
                .extracting(figure -> figure.chart().orElseThrow().title())
                .containsExactly(
                        "Server CPU per delivery, 128 bytes, headers minimal",
                        "Server memory per 1,000 users, 128 bytes, headers minimal",
                        "Server CPU per delivery, 128 bytes, headers browser",
                        "Server memory per 1,000 users, 128 bytes, headers browser");
        assertThat(figures.subList(0, 2)).allMatch(figure -> figure.fold().isEmpty());
        assertThat(figures.subList(2, 4))
                .allMatch(figure -> figure.fold().equals(figure.chart().map(Figure.Chart::title)));
        assertThat(figures).allMatch(figure -> figure.table().rows().size() == 10);
    }

    @Test
    void latencyAgainstLoadIsThereForEachKindThatHasOne() {
        assertThat(of(twoKinds(), ScalingSection::of))
                .extracting(figure -> figure.chart().orElseThrow().title())
                .containsExactly(
                        "Median latency against users, 10 events/s, 128 bytes, headers minimal",
                        "99th percentile of latency against users, 10 events/s, 128 bytes, headers minimal",
                        "Median latency against users, 10 events/s, 128 bytes, headers browser",
                        "99th percentile of latency against users, 10 events/s, 128 bytes, headers browser");
        assertThat(of(Runs.standard(), ScalingSection::of))
                .extracting(figure -> figure.chart().orElseThrow().title())
                .containsExactly(
                        "Median latency against users, 10 events/s",
                        "99th percentile of latency against users, 10 events/s");
    }

    @Test
    void variantsAreInTheOrderInWhichTheyWereMeasured() {
        CellRecord sse = Runs.standard().users(100).run().cells().get(3);
        List<CellRecord> cells = Stream.of("0", "5", "20")
                .map(millis -> with(sse, "coalesce_ms", millis))
                .toList();

        Section section =
                CostSection.of(new Cells(new Run("coalesced", Runs.standard().manifest(), cells)));

        assertThat(section.figures().get(0).table().rows())
                .extracting(row -> row.get(0).replaceFirst(",.*", ""))
                .containsExactly("sse", "sse coalesced 5 ms", "sse coalesced 20 ms");
    }

    private static CellRecord with(CellRecord cell, String column, String text) {
        Map<String, String> texts = new LinkedHashMap<>(cell.row().texts());
        texts.put(column, text);
        return new CellRecord(
                new Row(texts), cell.trials(), cell.estimates(), cell.latency(), cell.slices(), cell.timeline());
    }

    private static Runs twoKinds() {
        return Runs.standard().headers("minimal", "browser");
    }

    private static List<Figure> of(Runs run, Function<Cells, Section> section) {
        return section.apply(new Cells(run.run())).figures();
    }
}
