package metatextgrad.deploy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The allowed dependencies between the modules of the whole repository. */
@AnalyzeClasses(packages = "metatextgrad", importOptions = ImportOption.DoNotIncludeTests.class)
final class ModulesTest {
    private static final int MOST_FILES = 45;
    private static final String GENERATED = "metatextgrad.events";

    @ArchTest
    static final ArchRule PRODUCTION_IMPORTS_NEITHER_EXPERIMENTS_NOR_BENCHMARKS =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("metatextgrad.experiments..", "metatextgrad.bench..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("metatextgrad.experiments..", "metatextgrad.bench..")
                    .because("they may be absent from an installation");

    @ArchTest
    static final ArchRule NO_PACKAGE_CYCLE =
            slices().matching("metatextgrad.(**)")
                    .should()
                    .beFreeOfCycles()
                    .because("a package is read and changed without its users");

    @ArchTest
    static void shouldKeepPackagesSmall(JavaClasses classes) {
        assertThat(
                        classes.stream()
                                .filter(JavaClass::isTopLevelClass)
                                .filter(type -> !type.getPackageName().equals(GENERATED))
                                .collect(groupingBy(JavaClass::getPackageName, counting())))
                .isNotEmpty()
                .allSatisfy((name, files) -> assertThat(files).as(name).isLessThan(MOST_FILES + 1));
    }
}
