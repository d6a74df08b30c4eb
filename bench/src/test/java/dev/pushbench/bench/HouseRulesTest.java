package dev.pushbench.bench;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.pushbench.bench.host.HostFacts;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What each part may know of the others. Here, because only this module sees them all; that {@code protocol} depends on
 * nothing is the build's to say.
 */
final class HouseRulesTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.pushbench");

    private static final String[] TECHNIQUES = {"polling", "longpolling", "streaming", "sse", "websocket"};
    private static final String[] PURE = {
        "dev.pushbench.client.pacing..",
        "dev.pushbench.bench.compare..",
        "dev.pushbench.bench.gate..",
        "dev.pushbench.bench.capacity.."
    };
    private static final Set<String> SAYS_NOTHING = Set.of("util", "common", "helper", "manager", "impl", "misc");

    @Test
    void everyModuleIsLookedAt() {
        assertThat(HOUSE)
                .extracting(JavaClass::getPackageName)
                .contains(
                        "dev.pushbench.protocol",
                        "dev.pushbench.server",
                        "dev.pushbench.client",
                        "dev.pushbench.bench");
    }

    @Test
    void onlyTheBenchSeesBothServerAndClient() {
        hold(noClasses()
                .that()
                .resideInAPackage("dev.pushbench.server..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.pushbench.client..", "dev.pushbench.bench.."));
        hold(noClasses()
                .that()
                .resideInAPackage("dev.pushbench.client..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.pushbench.server..", "dev.pushbench.bench.."));
    }

    @Test
    void techniquesDoNotKnowOneAnother() {
        for (String side : new String[] {"server", "client"}) {
            for (String technique : TECHNIQUES) {
                String[] others = Arrays.stream(TECHNIQUES)
                        .filter(other -> !other.equals(technique))
                        .map(other -> "dev.pushbench." + side + "." + other + "..")
                        .toArray(String[]::new);
                hold(noClasses()
                        .that()
                        .resideInAPackage("dev.pushbench." + side + "." + technique + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(others));
            }
        }
    }

    @Test
    void undertowStaysInTheServerAndOutOfItsRooms() {
        hold(noClasses()
                .that()
                .resideOutsideOfPackage("dev.pushbench.server..")
                .or()
                .resideInAPackage("dev.pushbench.server.room..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.undertow..", "org.xnio.."));
    }

    @Test
    void arithmeticStaysPure() {
        hold(noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("java.io..", "java.nio..", "java.net..", "java.util.concurrent.locks.."))
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.util.concurrent.Executor.class));
        hold(noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.Instant.class, "now"));
    }

    /** It may be set while a trial goes on. Only names of directories and dates in a manifest or an answer are of it. */
    @Test
    void whatMeasuresNeverAsksTheWallClock() {
        hold(noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.pushbench.client..",
                        "dev.pushbench.server.room..",
                        "dev.pushbench.server.wire..",
                        "dev.pushbench.server.publish..",
                        "dev.pushbench.bench.host..",
                        "dev.pushbench.bench.jmh..",
                        "dev.pushbench.bench.link..")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.Clock.class, "systemUTC")
                .orShould()
                .callMethod(java.time.Clock.class, "systemDefaultZone"));
    }

    @Test
    void reportsAreMadeOfResultsAndChartsOfNumbers() {
        hold(noClasses()
                .that()
                .resideInAPackage("dev.pushbench.bench.report..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "dev.pushbench.client..", "dev.pushbench.server..", "dev.pushbench.bench.host..")
                        // What the manifest is made of.
                        .and(not(equivalentTo(HostFacts.class)))));
        hold(noClasses()
                .that()
                .resideInAPackage("dev.pushbench.bench.report.chart..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.pushbench..")
                        .and(not(resideInAPackage("dev.pushbench.bench.report.chart..")))));
    }

    @Test
    void everyNameSaysSomething() {
        hold(classes().that(alwaysTrue()).should(haveNamesThatSaySomething()));
    }

    @Test
    void packagesHaveNoCycles() {
        hold(slices().matching("dev.pushbench.bench.(*)..").should().beFreeOfCycles());
    }

    /** Some packages that a rule is about are not there yet. */
    private static void hold(ArchRule rule) {
        rule.allowEmptyShould(true).check(HOUSE);
    }

    private static ArchCondition<JavaClass> haveNamesThatSaySomething() {
        return new ArchCondition<>("not be named " + SAYS_NOTHING) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String words =
                        type.getPackageName() + "." + type.getSimpleName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", ".");
                Arrays.stream(words.toLowerCase(Locale.ROOT).split("\\."))
                        .map(word -> word.endsWith("s") ? word.substring(0, word.length() - 1) : word)
                        .filter(SAYS_NOTHING::contains)
                        .forEach(word -> events.add(
                                SimpleConditionEvent.violated(type, type.getName() + " says '" + word + "'")));
            }
        };
    }
}
