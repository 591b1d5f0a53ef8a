package metatextgrad.deploy;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URI;
import java.net.URL;
import metatextgrad.config.ModelEndpoint;
import metatextgrad.modelclient.OpenAiModel;

/**
 * The address of a model comes from settings only; no record can change it. A project names an
 * address as text, which selects one of the servers that the settings list (ADR 41).
 */
@AnalyzeClasses(
        packages = "metatextgrad",
        importOptions = {ImportOption.DoNotIncludeTests.class, ModuleRulesTest.NoTestJars.class})
final class AddressTest {
    @ArchTest
    static final ArchRule ONE_CLASS_MAKES_THE_CLIENT =
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName("metatextgrad.modelclient.OpenAiModel")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("com.openai.client..")
                    .because("a client of another library could be sent anywhere");

    @ArchTest
    static final ArchRule ONLY_CONFIGURATION_MAKES_AN_ENDPOINT =
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName("metatextgrad.config.SettingValues")
                    .and()
                    .doNotHaveFullyQualifiedName("metatextgrad.cli.cluster.ModelEndpoints")
                    .and()
                    // What it makes of itself keeps its address.
                    .doNotHaveFullyQualifiedName("metatextgrad.config.ModelEndpoint")
                    .and()
                    .resideOutsideOfPackage("metatextgrad.bench..")
                    .should()
                    .callConstructorWhere(made(ModelEndpoint.class))
                    .because("the address is a setting, or the own simulator's in one process");

    @ArchTest
    static final ArchRule ONLY_COMMANDS_WITH_AN_ENDPOINT_ASK_A_SERVER =
            noClasses()
                    .that()
                    .doNotHaveSimpleName("CliSettings")
                    .and()
                    .doNotHaveSimpleName("Doctor")
                    .and()
                    .resideOutsideOfPackages(
                            "metatextgrad.bench..",
                            "metatextgrad.modelclient",
                            "metatextgrad.services.gateway.upstream")
                    .should()
                    .callConstructorWhere(made(OpenAiModel.class))
                    .because(
                            "these take the address from the settings, a benchmark from its simulator, the gateway from settings and projects, and the warm-up of the client asks no server");

    @ArchTest
    static final ArchRule WHAT_TRAVELS_HAS_NO_ADDRESS =
            fields().that()
                    .areDeclaredInClassesThat()
                    .resideInAnyPackage("metatextgrad.model..", "metatextgrad.llm..")
                    .should()
                    .notHaveRawType(URI.class)
                    .andShould()
                    .notHaveRawType(URL.class)
                    .because("a request must not name its own address");

    private static DescribedPredicate<? super JavaConstructorCall> made(Class<?> type) {
        return target(owner(type(type)));
    }
}
