package metatextgrad.streams;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * The allowed dependencies of core and of this module: ARCHITECTURE.md, rules. That core sees no
 * Kafka needs no rule: no such library is on its class path.
 */
@AnalyzeClasses(
        packages = "metatextgrad",
        importOptions = {
            ImportOption.DoNotIncludeTests.class,
            KafkaArchitectureTest.NoTestJars.class
        })
final class KafkaArchitectureTest {
    @ArchTest
    static final ArchRule ONLY_WIRE_SEES_GENERATED_AVRO =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("metatextgrad.wire..", "metatextgrad.events..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("metatextgrad.events..")
                    .because("schemas may change without the rest noticing");

    @ArchTest
    static final ArchRule ONLY_JSON_SEES_JACKSON =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("metatextgrad.json..", "metatextgrad.events..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "com.fasterxml.jackson..",
                            "com.networknt..",
                            "org.apache.commons.csv..")
                    .because("one package knows how text becomes data");

    @ArchTest
    static final ArchRule ONLY_STATISTICS_SEES_ITS_LIBRARIES =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("metatextgrad.statistics..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.apache.commons.statistics..", "org.apache.commons.rng..")
                    .because("chance and intervals are made in one place");

    @ArchTest
    static final ArchRule NO_STREAM_PROCESSOR_BLOCKS =
            noClasses()
                    .that()
                    .resideInAPackage("metatextgrad.streams..")
                    .and()
                    .haveSimpleNameEndingWith("Processor")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.net..", "java.net.http..", "com.sun.net.httpserver..")
                    .because("a blocking call in a processor loses its partition");

    @ArchTest
    static final ArchRule THE_SMALL_SERVER_IS_FOR_HEALTH_AND_METRICS =
            noClasses()
                    .that()
                    .doNotHaveSimpleName("OpsEndpoint")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("com.sun.net.httpserver..")
                    .because("three read-only pages, nothing else");

    /** The tests of core come as a jar. */
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }
}
