package dev.pushbench.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.Loads;
import dev.pushbench.bench.result.Validity.Cause;
import dev.pushbench.bench.result.Validity.Flaw;
import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.client.Conduct;
import dev.pushbench.client.Scene;
import dev.pushbench.client.measure.Deliveries;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
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

    /** What each flaw makes of a group's verdict where it exceeds the second of its limits; beyond the first alone it is never more than NOISY. */
    @ParameterizedTest
    @CsvSource({
        // exact, latency, cost
        "UNFINISHED,         INVALID, INVALID, INVALID",
        "NOTHING_EXPECTED,   INVALID, INVALID, INVALID",
        "FAILED_CONNECTIONS, INVALID, INVALID, INVALID",
        "MISSING,            INVALID, INVALID, INVALID",
        "MISSING_BEHIND_GAP, INVALID, INVALID, INVALID",
        "DUPLICATE,          INVALID, INVALID, INVALID",
        "OUT_OF_ORDER,       INVALID, INVALID, INVALID",
        "NOT_AS_EXPECTED,    INVALID, INVALID, INVALID",
        "LEDGERS_DIFFER,     INVALID, INVALID, INVALID",
        "TRIALS_REJECTED,    INVALID, INVALID, INVALID",
        "RECONNECTED,        VALID,   NOISY,   NOISY",
        "LATE_PUBLISHER,     VALID,   INVALID, NOISY",
        "GENERATOR_BUSY,     VALID,   INVALID, NOISY",
        "SERVER_HICCUPS,     VALID,   INVALID, NOISY",
        "GENERATOR_HICCUPS,  VALID,   INVALID, NOISY",
        "SERVER_GC,          VALID,   INVALID, INVALID",
        "GENERATOR_GC,       VALID,   INVALID, NOISY",
        "STEAL,              VALID,   NOISY,   NOISY",
        "OTHER_PROCESSES,    VALID,   NOISY,   NOISY",
        "NOT_SETTLED,        VALID,   NOISY,   NOISY",
        "LINK_LATE,          VALID,   INVALID, VALID",
    })
    void aFlawTouchesTheGroupsThatItSpoils(Flaw flaw, Grade exact, Grade latency, Grade cost) {
        Validity severe = new Validity(List.of(new Cause(flaw, Grade.INVALID, "a lot")));
        Validity slight = new Validity(List.of(new Cause(flaw, Grade.NOISY, "a little")));

        assertThat(grades(severe)).containsExactly(exact, latency, cost);
        assertThat(grades(slight)).containsExactly(atMostNoisy(exact), atMostNoisy(latency), atMostNoisy(cost));
        assertThat(severe.word()).isEqualTo(exact == Grade.INVALID ? "INVALID" : "NOISY");
        assertThat(slight.word()).isEqualTo("NOISY");
        assertThat(severe.isResult()).isEqualTo(exact != Grade.INVALID);
        assertThat(flaw.remedy()).isNotBlank();
    }

    private static List<Grade> grades(Validity validity) {
        return Stream.of(FigureGroup.values()).map(validity::grade).toList();
    }

    private static Grade atMostNoisy(Grade grade) {
        return grade == Grade.INVALID ? Grade.NOISY : grade;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                             | VALID",
                "OTHER_PROCESSES                                | latency and cost NOISY",
                "LINK_LATE                                      | latency INVALID",
                "OTHER_PROCESSES SERVER_HICCUPS                 | latency INVALID, cost NOISY",
                "SERVER_GC                                      | latency and cost INVALID",
                "SERVER_GC DUPLICATE                            | INVALID",
            })
    void theVerdictNamesTheGroupsThatAreNotValid(String flaws, String words) {
        assertThat(severe(flaws).words()).isEqualTo(words);
    }

    /** A cause comes before what it explains. A flaw in lower case is beyond the first of its limits alone. */
    @ParameterizedTest
    @CsvSource({
        "LATE_PUBLISHER NOT_SETTLED SERVER_HICCUPS OTHER_PROCESSES, OTHER_PROCESSES SERVER_HICCUPS LATE_PUBLISHER NOT_SETTLED",
        "SERVER_HICCUPS other_processes,                            other_processes SERVER_HICCUPS",
        "LATE_PUBLISHER STEAL,                                      STEAL LATE_PUBLISHER",
        "steal OTHER_PROCESSES,                                     OTHER_PROCESSES steal",
        "SERVER_HICCUPS SERVER_GC,                                  SERVER_GC SERVER_HICCUPS",
        "LATE_PUBLISHER generator_busy,                             generator_busy LATE_PUBLISHER",
        "GENERATOR_BUSY OTHER_PROCESSES,                            OTHER_PROCESSES GENERATOR_BUSY",
        "generator_busy other_processes,                            other_processes generator_busy",
        // no consequence of a machine that is only a little busy
        "other_processes GENERATOR_BUSY,                            GENERATOR_BUSY other_processes",
        "LINK_LATE generator_hiccups NOT_SETTLED,                   generator_hiccups LINK_LATE NOT_SETTLED",
        // an overloaded machine explains what did not arrive in time, and nothing else that is wrong with deliveries
        "MISSING NOT_AS_EXPECTED OTHER_PROCESSES,                   OTHER_PROCESSES MISSING NOT_AS_EXPECTED",
        "other_processes MISSING NOT_AS_EXPECTED,                   MISSING NOT_AS_EXPECTED other_processes",
        "LATE_PUBLISHER SERVER_HICCUPS MISSING,                     MISSING SERVER_HICCUPS LATE_PUBLISHER",
        "OTHER_PROCESSES DUPLICATE MISSING,                         DUPLICATE OTHER_PROCESSES MISSING",
        "OTHER_PROCESSES LEDGERS_DIFFER,                            LEDGERS_DIFFER OTHER_PROCESSES",
        "OTHER_PROCESSES OUT_OF_ORDER,                              OUT_OF_ORDER OTHER_PROCESSES",
        "OTHER_PROCESSES MISSING UNFINISHED,                        UNFINISHED OTHER_PROCESSES MISSING",
    })
    void theRootCauseComesFirst(String given, String sorted) {
        assertThat(severe(given).reasons().replace(";", "")).isEqualTo(sorted);
        assertThat(severe(given).rootCause().orElseThrow().text()).isEqualTo(sorted.split(" ", 2)[0]);
    }

    @ParameterizedTest
    @CsvSource({
        "SERVER_HICCUPS OTHER_PROCESSES, OTHER_PROCESSES",
        "MISSING SERVER_HICCUPS,         MISSING",
        "MISSING OTHER_PROCESSES,        'OTHER_PROCESSES, and MISSING'",
        "'',                             ''",
    })
    void theRootCauseIsToldAloneButForWrongDeliveries(String given, String text) {
        assertThat(severe(given).rootCauseText()).isEqualTo(text);
    }

    private static Validity severe(String flaws) {
        return new Validity(Stream.of(flaws.split(" ", -1))
                .filter(flaw -> !flaw.isEmpty())
                .map(flaw -> new Cause(
                        Flaw.valueOf(flaw.toUpperCase(Locale.ROOT)),
                        flaw.equals(flaw.toUpperCase(Locale.ROOT)) ? Grade.INVALID : Grade.NOISY,
                        flaw))
                .toList());
    }
}
