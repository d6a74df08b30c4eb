package dev.pushbench.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.Loads;
import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.client.Conduct;
import dev.pushbench.client.Scene;
import dev.pushbench.client.measure.Deliveries;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ValidityTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // expected, delivered, missing, duplicate, out of order, missed by gap, failed connections, failure
                "10|10|0|0|0|0|0|-     |VALID  |''",
                "10|10|0|0|0|0|2|-     |INVALID|2 connections failed",
                "10|10|1|0|0|0|0|-     |INVALID|1 deliveries missing",
                "10|10|0|3|0|0|0|-     |INVALID|3 deliveries duplicate",
                "10|10|0|0|4|0|0|-     |INVALID|4 deliveries out of order",
                "10|9 |0|0|0|0|0|-     |INVALID|9 delivered, 10 expected",
                "10|11|0|0|0|0|0|-     |INVALID|11 delivered, 10 expected",
                "0 |0 |0|0|0|0|0|-     |INVALID|no delivery was expected",
                "10|10|0|0|0|0|0|broken|INVALID|the trial did not finish: broken",
                "10|7 |3|0|0|2|0|-     |INVALID|1 deliveries missing; 2 deliveries missing behind a gap notice; "
                        + "7 delivered, 10 expected"
            })
    void aCellIsValidOnlyWithoutAnyFlaw(
            long expected,
            long delivered,
            long missing,
            long duplicate,
            long outOfOrder,
            long missedByGap,
            long failedConnections,
            @Nullable String failure,
            String word,
            String reasons) {
        Deliveries deliveries = new Deliveries(delivered, delivered, missing, duplicate, outOfOrder, 0, missedByGap);

        Validity validity = Validity.of(
                Loads.trial().cell(),
                Loads.of(expected, deliveries, failedConnections, Optional.ofNullable(failure)),
                Evidence.NONE);

        assertThat(validity.word()).isEqualTo(word);
        assertThat(validity.reasons()).isEqualTo(reasons);
        assertThat(validity.causes())
                .allSatisfy(cause -> assertThat(cause.flaw().remedy()).isNotBlank());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // missing, missed by gap, lost, slow, failed connections
                "slow   |9|9|0|9|0|''",
                "slow   |9|9|0|8|0|1 deliveries missing behind a gap notice",
                "slow   |9|8|0|8|0|1 deliveries missing",
                "restart|9|0|9|0|5|''",
                "restart|9|0|8|0|5|1 deliveries missing",
                "usual  |0|0|0|0|5|5 connections failed"
            })
    void whatBefellUsersIsExcusedAndNothingElse(
            String what, long missing, long missedByGap, long lost, long slow, long failedConnections, String reasons) {
        Conduct conduct = switch (what) {
            case "slow" -> Conduct.USUAL.withSlow(new Conduct.Slow(0.5, 0));
            case "restart" -> Conduct.USUAL.withRestart();
            default -> Conduct.USUAL;
        };
        Cell usual = Loads.trial().cell();
        Cell cell = new Cell(
                usual.technique(),
                usual.users(),
                usual.publishing(),
                usual.reading(),
                usual.requests(),
                usual.phases(),
                Scene.BROADCAST.withConduct(conduct));
        Deliveries deliveries =
                new Deliveries(10, 10, missing, 0, 0, 0, missedByGap, new Deliveries.Excused(lost, 0, slow));

        Validity validity =
                Validity.of(cell, Loads.of(10, deliveries, failedConnections, Optional.empty()), Evidence.NONE);

        assertThat(validity.reasons()).isEqualTo(reasons);
    }

    @Test
    void aBetterKnownReasonReplacesTheTrialsOwn() {
        Validity own = Validity.of(
                Loads.trial().cell(), Loads.of(1, Deliveries.NONE, 0, Optional.of("interrupted")), Evidence.NONE);

        assertThat(own.unfinishedBecause("the server died").reasons())
                .isEqualTo("the server died; 0 delivered, 1 expected");
    }

    @Test
    void suspectFiguresAreStillAResult() {
        Validity.Cause suspect = new Validity.Cause(Validity.Flaw.STEAL, Validity.Grade.SUSPECT, "a little");
        Validity.Cause invalid = new Validity.Cause(Validity.Flaw.STEAL, Validity.Grade.INVALID, "a lot");

        assertThat(new Validity(List.of(suspect)).word()).isEqualTo("SUSPECT");
        assertThat(new Validity(List.of(suspect)).isResult()).isTrue();
        assertThat(new Validity(List.of(invalid, suspect)).word()).isEqualTo("INVALID");
        assertThat(new Validity(List.of(invalid, suspect)).isResult()).isFalse();
        assertThat(new Validity(List.of(invalid, suspect)).reasons()).isEqualTo("a lot; a little");
        assertThat(Validity.VALID.isResult()).isTrue();
    }
}
