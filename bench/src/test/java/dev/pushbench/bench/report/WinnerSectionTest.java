package dev.pushbench.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WinnerSectionTest {
    @Test
    void namesTheBestAndWhoCannotBeToldFromIt() {
        Section section = of(Runs.standard().rates(1.0, 10.0).trials(5));

        assertThat(section.figures()).hasSize(4);
        assertThat(section.figures().get(0).table().header())
                .containsExactly("events per second", "100 users", "1,000 users");
        assertThat(section.figures().get(0).table().rows().get(0).get(2)).matches("websocket .* ms(, ≈\u00a0.*)?");
        assertThat(section.figures().get(2).table().rows().get(0).get(1)).isEqualTo("websocket 4.00 B");
    }

    @Test
    void aFieldWithoutAResultIsNobodys() {
        Runs run = Runs.standard().rates(1.0, 10.0);
        for (String technique : new String[] {"polling", "long-polling", "streaming", "sse", "websocket"}) {
            run.graded(technique + "-100u-1r-128b-minimal", "INVALID");
        }

        Section section = of(run);

        assertThat(section.figures().get(0).table().rows().get(1).get(1)).isEqualTo("no result");
        assertThat(section.figures().get(0).chart().orElseThrow().svg()).contains("url(#winners-soonest-hatch)");
    }

    @Test
    void fewerThanTwoByTwoAreNoMap() {
        assertThat(of(Runs.standard()).figures()).isEmpty();
        assertThat(of(Runs.standard()).notes()).singleElement().asString().contains("--rate");
    }

    private static Section of(Runs run) {
        return WinnerSection.of(new Cells(run.run()));
    }
}
