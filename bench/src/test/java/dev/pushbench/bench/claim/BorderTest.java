package dev.pushbench.bench.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.claim.Border.Kind;
import dev.pushbench.bench.claim.Border.Step;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BorderTest {
    /** Steps at 1, 2, 3 and so on: y for yes, n for no, a question mark for neither. */
    @ParameterizedTest
    @CsvSource({
        "y,   EVERYWHERE, ,",
        "yyy, EVERYWHERE, ,",
        "nnn, NOWHERE, ,",
        "yyn, UP_TO, 2, 3",
        "y?n, UP_TO, 1, 3",
        "nyy, FROM, 2, 1",
        "n?y, FROM, 3, 1",
        "y??, UP_TO, 1,",
        "yy?, UP_TO, 2,",
        "??y, FROM, 3,",
        "?yy, FROM, 2,",
        "?y?, UNCLEAR, ,",
        "y?y, UNCLEAR, ,",
        "???, UNCLEAR, ,",
        "n??, UNCLEAR, ,",
        "yny, UNCLEAR, ,",
        "nyn, UNCLEAR, ,"
    })
    void stepsSayOnWhichSideItIsSo(String steps, Kind kind, Double yes, Double no) {
        Border border = Border.of(steps(steps));

        assertThat(border.kind()).isEqualTo(kind);
        assertThat(border.yes().stream().boxed().toList()).isEqualTo(yes == null ? List.of() : List.of(yes));
        assertThat(border.no().stream().boxed().toList()).isEqualTo(no == null ? List.of() : List.of(no));
    }

    private static List<Step> steps(String letters) {
        List<Step> steps = new ArrayList<>();
        for (int index = letters.length() - 1; index >= 0; index--) { // in any order
            steps.add(new Step(
                    index + 1,
                    switch (letters.charAt(index)) {
                        case 'y' -> Told.YES;
                        case 'n' -> Told.NO;
                        default -> Told.UNSURE;
                    }));
        }
        return steps;
    }
}
