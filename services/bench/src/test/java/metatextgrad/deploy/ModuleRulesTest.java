package metatextgrad.deploy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The dependencies between the packages of all modules, because this module sees all of them. */
@AnalyzeClasses(
        packages = "metatextgrad",
        importOptions = {
            ImportOption.DoNotIncludeTests.class,
            ModuleRulesTest.NoTestJars.class,
            ModuleRulesTest.NoGeneratedCode.class
        })
final class ModuleRulesTest {
    /** Otherwise the other rules would hold because they see nothing. */
    @ArchTest
    static void shouldSeeEveryModule(JavaClasses classes) {
        assertThat(classes.stream().map(JavaClass::getPackageName))
                .contains(
                        "metatextgrad.model",
                        "metatextgrad.services.streams",
                        "metatextgrad.services.worker",
                        "metatextgrad.services.gateway",
                        "metatextgrad.simulator",
                        "metatextgrad.tracing",
                        "metatextgrad.cli",
                        "metatextgrad.embedded",
                        "metatextgrad.experiments",
                        "metatextgrad.bench");
    }

    @ArchTest
    static final ArchRule NO_PACKAGE_CYCLES =
            slices().matching("metatextgrad.(**)")
                    .should()
                    .beFreeOfCycles()
                    .because("a package is read and changed without its users");

    @ArchTest
    static final ArchRule PRODUCTION_SEES_NO_EXPERIMENTS =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("metatextgrad.experiments..", "metatextgrad.bench..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("metatextgrad.experiments..")
                    .because("controls and experiments are found by ServiceLoader");

    @ArchTest
    static final ArchRule ONLY_BENCHMARKS_SEE_BENCHMARKS =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("metatextgrad.bench..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("metatextgrad.bench..")
                    .because("the image does not hold them");

    @ArchTest
    static final ArchRule ONLY_TRACING_SEES_OPENTELEMETRY =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("metatextgrad.tracing..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.opentelemetry..")
                    .because("no class of it is loaded while tracing is off");

    @ArchTest
    static final ArchRule ONLY_SIGN_IN_SEES_THE_SDK_OF_OPENID_CONNECT =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("metatextgrad.services.gateway.oidc..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("com.nimbusds..")
                    .because("tokens are checked in one place");

    @ArchTest
    static final ArchRule ONLY_THE_GATEWAY_SEES_AN_HTTP_FRAMEWORK =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("metatextgrad.services.gateway..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.javalin..",
                            "org.eclipse.jetty..",
                            "jakarta.servlet..",
                            "org.apache.hc..")
                    .because("applications reach the system through the gateway alone");

    /** Other modules' tests come as jars in a build by Maven. */
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    /** Classes that Avro generates from the schemas. */
    static final class NoGeneratedCode implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/metatextgrad/events/");
        }
    }
}
