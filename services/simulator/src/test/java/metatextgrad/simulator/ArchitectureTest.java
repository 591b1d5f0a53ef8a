package metatextgrad.simulator;

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

/** The dependencies between packages. Only the student knows the world. */
@AnalyzeClasses(
        packages = "metatextgrad.simulator",
        importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final int MAX_FILES = 45;

    @ArchTest
    static final ArchRule NO_PACKAGE_CYCLE =
            slices().matching("metatextgrad.(**)")
                    .should()
                    .beFreeOfCycles()
                    .because("a package is read and changed without its users");

    @ArchTest
    static final ArchRule HELPERS_ARE_BLIND =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "..helper..", "..request..", "..skill..", "..question..", "..chat..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("..world..", "..student..")
                    .because(
                            "a helper that knows which skills help would make every search succeed;"
                                    + " pass it what it needs in its request or as a public number");

    @ArchTest
    static final ArchRule ONLY_THE_STUDENT_READS_THE_WORLD =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("..world..", "..student..")
                    .should()
                    .dependOnClassesThat()
                    .haveSimpleNameStartingWith("TaskWorld")
                    .because("the weights of skills are for the student alone");

    @ArchTest
    static final ArchRule PUBLIC_NUMBERS_ARE_READ_APART =
            noClasses()
                    .that()
                    .haveSimpleName("WorldReader")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("..helper..")
                    .because("a section of the world file is either public or for the student");

    @ArchTest
    static void shouldKeepPackagesSmall(JavaClasses classes) {
        assertThat(
                        classes.stream()
                                .filter(JavaClass::isTopLevelClass)
                                .collect(groupingBy(JavaClass::getPackageName, counting())))
                .isNotEmpty()
                .allSatisfy((name, files) -> assertThat(files).as(name).isLessThan(MAX_FILES + 1));
    }
}
