package metatextgrad;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * The allowed dependencies: ARCHITECTURE.md, rules. Each failure message gives the reason of the
 * rule.
 */
@AnalyzeClasses(packages = "metatextgrad", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String[] PURE = {
        "metatextgrad.model..",
        "metatextgrad.decide..",
        "metatextgrad.json..",
        "metatextgrad.statistics..",
        "metatextgrad.prompt..",
        "metatextgrad.llm..",
        "metatextgrad.candidate..",
        "metatextgrad.gradient..",
        "metatextgrad.intake..",
        "metatextgrad.evaluator..",
        "metatextgrad.benchmark..",
        "metatextgrad.loss..",
        "metatextgrad.strategy..",
        "metatextgrad.optimizer..",
        "metatextgrad.preflight..",
        "metatextgrad.meta..",
        "metatextgrad.lineage..",
        "metatextgrad.local..",
        "metatextgrad.redact..",
        "metatextgrad.replay..",
        "metatextgrad.rollout..",
        "metatextgrad.adapt..",
        "metatextgrad.view.."
    };

    @ArchTest
    static final ArchRule MODEL_SEES_THE_JDK_ONLY =
            classes()
                    .that()
                    .resideInAPackage("metatextgrad.model..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage("java..", "org.jspecify..", "metatextgrad.model..")
                    .because("the domain outlives every library");

    @ArchTest
    static final ArchRule THE_METHOD_IS_PURE =
            noClasses()
                    .that()
                    .resideInAnyPackage(PURE)
                    .should()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(System.class, "getenv")
                    .orShould()
                    .callMethod(System.class, "getenv", String.class)
                    .orShould()
                    .callMethod(java.time.Instant.class, "now")
                    .orShould()
                    .callMethod(java.util.UUID.class, "randomUUID")
                    .orShould()
                    .callMethod(Thread.class, "sleep", long.class)
                    .orShould()
                    .callMethod(Math.class, "random")
                    .orShould()
                    .dependOnClassesThat()
                    .belongToAnyOf(
                            java.util.Random.class,
                            java.util.HashMap.class,
                            java.util.HashSet.class,
                            java.util.concurrent.ThreadLocalRandom.class)
                    .because(
                            "same events in, same bytes out: no clock, chance, environment or hash order");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("metatextgrad.(*)..").should().beFreeOfCycles();
}
